package dev.mainnet.worker.platform;

/** Why the platform did not do what it was asked. */
public abstract sealed class PlatformException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private PlatformException(String message) {
        super(message);
    }

    /** The job is somebody else's now, or over: whatever is done for it is in vain. */
    public static final class LeaseLost extends PlatformException {
        private static final long serialVersionUID = 1L;

        LeaseLost(String message) {
            super(message);
        }
    }

    /** The worker's token, or the token it wants to enrol with, is not accepted. */
    public static final class TokenRefused extends PlatformException {
        private static final long serialVersionUID = 1L;

        TokenRefused(String message) {
            super(message);
        }
    }

    /** The request will not be accepted however often it is made. */
    public static final class RequestRefused extends PlatformException {
        private static final long serialVersionUID = 1L;

        RequestRefused(String message) {
            super(message);
        }
    }

    /** Nobody answers, or only that it cannot be done now. */
    public static final class Unavailable extends PlatformException {
        private static final long serialVersionUID = 1L;

        Unavailable(String message) {
            super(message);
        }
    }
}
