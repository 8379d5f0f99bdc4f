package dev.mainnet.gateway.routing;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** What it means that a service gave no answer. */
enum UpstreamFailure {
    /** Nothing was sent: any request may be tried elsewhere. */
    UNREACHABLE,
    /** It broke off before the answer: it may or may not have done what was asked. */
    BROKEN_OFF,
    /** Nobody of that name is there, or all that are have their hands full. */
    NOBODY_FREE,
    TOO_SLOW,
    /** What came is no HTTP. */
    GIBBERISH,
    /** Not the service's failure, or one that has its answer already. */
    OTHER;

    static UpstreamFailure of(Throwable failure) {
        return switch (failure) {
            case ConnectException e -> UNREACHABLE;
            case PrematureCloseException e -> BROKEN_OFF;
            case NotFoundException e -> NOBODY_FREE;
            case PoolAcquirePendingLimitException e -> NOBODY_FREE;
            case PoolAcquireTimeoutException e -> NOBODY_FREE;
            case ReadTimeoutException e -> TOO_SLOW;
            case TimeoutException e -> TOO_SLOW;
            case ResponseStatusException e when e.getStatusCode().isSameCodeAs(HttpStatus.GATEWAY_TIMEOUT) -> TOO_SLOW;
            case DecoderException e -> GIBBERISH;
            case IOException e -> BROKEN_OFF;
            default -> OTHER;
        };
    }

    /** What the client is told. */
    static Throwable told(Throwable failure) {
        return switch (of(failure)) {
            case UNREACHABLE, NOBODY_FREE -> unavailable("The service is not available for the moment");
            case BROKEN_OFF -> unavailable("The service broke off; whether it did what was asked is not known");
            case TOO_SLOW -> new ApiException(ErrorCode.UPSTREAM_TIMEOUT, "The service did not answer in time");
            case GIBBERISH -> new ApiException(ErrorCode.UPSTREAM_ERROR, "The service's answer cannot be read");
            case OTHER -> failure;
        };
    }

    private static ApiException unavailable(String message) {
        return new ApiException(ErrorCode.UNAVAILABLE, message).withRetryAfter(Duration.ofSeconds(1));
    }
}
