package dev.mainnet.model.upstream;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a text model gave no answer, or only a part of one. Messages are for the caller: they name neither the provider's address nor its
 * credentials, nor what a provider said to its own customer, the deployment's owner.
 */
public abstract sealed class UpstreamFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UpstreamFailure(String message) {
        super(message, null, false, false);
    }

    /** What the caller is told on the native API. */
    public abstract ApiException toApiException();

    /** The provider does not take this request: it is the caller's to change it. */
    public static final class Refused extends UpstreamFailure {

        private static final long serialVersionUID = 1L;

        private final String reason;
        private final @Nullable String param;
        private final boolean tooLong;

        /**
         * @param param the member of an OpenAI request that is at fault, where the provider tells
         * @param tooLong whether it says that the prompt is longer than the model takes
         */
        public Refused(String reason, @Nullable String param, boolean tooLong) {
            super(reason);
            this.reason = reason;
            this.param = param;
            this.tooLong = tooLong;
        }

        public String reason() {
            return reason;
        }

        public Optional<String> param() {
            return Optional.ofNullable(param);
        }

        @Override
        public ApiException toApiException() {
            if (tooLong) {
                return ApiException.contextExceeded("are too long: " + reason);
            }
            return param == null
                    ? new ApiException(ErrorCode.VALIDATION_ERROR, reason)
                    : ApiException.invalid(param, reason);
        }
    }

    /** The provider does not know the owner's credentials, or they may not use the model. */
    public static final class Unauthorized extends UpstreamFailure {

        private static final long serialVersionUID = 1L;

        public Unauthorized() {
            super("The model's provider refused the credentials of the deployment's owner");
        }

        @Override
        public ApiException toApiException() {
            return new ApiException(ErrorCode.UPSTREAM_ERROR, String.valueOf(getMessage()));
        }
    }

    /** Too much is asked of the provider, or it has failed so often that it is left alone for a while. */
    public static final class Busy extends UpstreamFailure {

        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        public Busy(Duration retryAfter) {
            super("The model's provider is busy");
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }

        @Override
        public ApiException toApiException() {
            return new ApiException(ErrorCode.UNAVAILABLE, String.valueOf(getMessage())).withRetryAfter(retryAfter);
        }
    }

    /** The provider failed, could not be reached, or answered what cannot be read. */
    public static final class Failed extends UpstreamFailure {

        private static final long serialVersionUID = 1L;

        private final boolean passing;

        public Failed(String message) {
            this(message, false);
        }

        private Failed(String message, boolean passing) {
            super(message);
            this.passing = passing;
        }

        /** A failure that another attempt may not meet. */
        static Failed passing() {
            return new Failed("The model's provider failed", true);
        }

        boolean isPassing() {
            return passing;
        }

        @Override
        public ApiException toApiException() {
            return new ApiException(ErrorCode.UPSTREAM_ERROR, String.valueOf(getMessage()));
        }
    }

    /** The first piece of text did not come in time. */
    public static final class TimedOut extends UpstreamFailure {

        private static final long serialVersionUID = 1L;

        public TimedOut() {
            super("The model did not answer in time");
        }

        @Override
        public ApiException toApiException() {
            return new ApiException(ErrorCode.UPSTREAM_TIMEOUT, String.valueOf(getMessage()));
        }
    }

    /** The answer ended before it was complete; what came until then was passed on. */
    public static final class BrokenOff extends UpstreamFailure {

        private static final long serialVersionUID = 1L;

        private final UpstreamFailure reason;

        /** @param reason what the failure would have been before the first piece of text */
        public BrokenOff(UpstreamFailure reason) {
            super("The model's provider broke off in the middle of the answer");
            this.reason = reason;
        }

        public UpstreamFailure reason() {
            return reason;
        }

        @Override
        public ApiException toApiException() {
            return new ApiException(
                    reason instanceof TimedOut ? ErrorCode.UPSTREAM_TIMEOUT : ErrorCode.UPSTREAM_ERROR,
                    String.valueOf(getMessage()));
        }
    }
}
