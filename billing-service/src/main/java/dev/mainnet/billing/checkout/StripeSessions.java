package dev.mainnet.billing.checkout;

import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Sessions at Stripe. Its library blocks, so it has threads of its own, and few of them. */
final class StripeSessions implements CheckoutSessions {

    private static final Logger LOG = LoggerFactory.getLogger(StripeSessions.class);

    private final StripeClient stripe;
    private final Scheduler threads;
    private final Duration timeout;
    private final String publicUrl;

    StripeSessions(StripeClient stripe, Scheduler threads, Duration timeout, String publicUrl) {
        this.stripe = stripe;
        this.threads = threads;
        this.timeout = timeout;
        this.publicUrl = publicUrl;
    }

    @Override
    public Mono<CheckoutSession> open(Checkout checkout) {
        return Mono.fromCallable(() -> create(checkout))
                .subscribeOn(threads)
                .timeout(timeout)
                .onErrorMap(failure -> told(failure, checkout));
    }

    private CheckoutSession create(Checkout checkout) throws StripeException {
        var once = RequestOptions.builder()
                .setIdempotencyKey("checkout-" + checkout.id())
                .build();
        var session = stripe.v1().checkout().sessions().create(SessionParameters.of(checkout, publicUrl), once);
        if (session.getId() == null) {
            throw new IllegalStateException("Stripe answered with a session without id");
        }
        return new CheckoutSession(session.getId(), session.getUrl());
    }

    /** Stripe's own message may repeat parts of our key, so neither the log nor the caller gets it. */
    private static Throwable told(Throwable failure, Checkout checkout) {
        return switch (failure) {
            case TimeoutException e -> tooSlow(checkout);
            case ApiConnectionException e when e.getCause() instanceof SocketTimeoutException -> tooSlow(checkout);
            case RejectedExecutionException e ->
                new ApiException(ErrorCode.UNAVAILABLE, "Too many payments are being started")
                        .withRetryAfter(Duration.ofSeconds(1));
            case StripeException e -> {
                LOG.error(
                        "Stripe opened no session for checkout {}: {}, status {}, code {}, request {}",
                        checkout.id(),
                        e.getClass().getSimpleName(),
                        e.getStatusCode(),
                        e.getCode(),
                        e.getRequestId());
                yield failed();
            }
            default -> {
                LOG.error("Stripe's answer for checkout {} cannot be used: {}", checkout.id(), failure.getClass());
                yield failed();
            }
        };
    }

    private static ApiException tooSlow(Checkout checkout) {
        LOG.error("Stripe did not answer in time for checkout {}", checkout.id());
        return new ApiException(ErrorCode.UPSTREAM_TIMEOUT, "The payment provider did not answer in time");
    }

    private static ApiException failed() {
        return new ApiException(ErrorCode.UPSTREAM_ERROR, "The payment provider failed");
    }
}
