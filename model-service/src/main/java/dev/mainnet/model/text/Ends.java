package dev.mainnet.model.text;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.model.upstream.UpstreamFailure;
import java.time.Duration;

/** Why a text ends that is not complete: as its usage tells it, and as its caller is told. */
final class Ends {

    static final String CLIENT_GONE = "client_gone";

    private Ends() {}

    /** It took longer than any text may. */
    static final class TimeLimit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimeLimit() {
            super("The text took longer than any may", null, false, false);
        }
    }

    /** This instance was silent for so long that another settled the call. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost() {
            super("Another instance has settled the call", null, false, false);
        }
    }

    static String of(Throwable failure) {
        return switch (failure) {
            case TimeLimit e -> "time_limit";
            case Lost e -> "instance_lost";
            case UpstreamFailure e -> "provider_failed";
            case ApiException e when e.code() == ErrorCode.UPSTREAM_ERROR -> "provider_failed";
            default -> "failed";
        };
    }

    static Throwable told(Throwable failure) {
        return switch (failure) {
            case TimeLimit e ->
                new ApiException(ErrorCode.UPSTREAM_TIMEOUT, "The text was broken off: it took longer than any may");
            case Lost e ->
                new ApiException(ErrorCode.UNAVAILABLE, "The text was broken off")
                        .withRetryAfter(Duration.ofSeconds(1));
            case UpstreamFailure e -> e.toApiException();
            default -> failure;
        };
    }
}
