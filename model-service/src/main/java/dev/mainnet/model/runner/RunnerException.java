package dev.mainnet.model.runner;

/** What a runner says that the caller of it may want to act on; everything else is an error of the public API already. */
public abstract sealed class RunnerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private RunnerException(String message) {
        super(message, null, false, false);
    }

    /** The runner says that file or input cannot be run; its reason is meant for whoever gave them. */
    public static final class Refused extends RunnerException {

        private static final long serialVersionUID = 1L;

        private final boolean tooLong;

        Refused(String reason) {
            this(reason, false);
        }

        Refused(String reason, boolean tooLong) {
            super(reason);
            this.tooLong = tooLong;
        }

        /** Whether it is the prompt, which is longer than the model takes. */
        public boolean isTooLong() {
            return tooLong;
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** The runner holds no model of that id: it was never loaded there, or the runner restarted. */
    public static final class UnknownModel extends RunnerException {

        private static final long serialVersionUID = 1L;

        UnknownModel() {
            super("The runner does not know the model");
        }
    }

    /** No connection could be made, so that nothing was started. */
    static final class Unreachable extends RunnerException {

        private static final long serialVersionUID = 1L;

        Unreachable() {
            super("The runner cannot be reached");
        }
    }
}
