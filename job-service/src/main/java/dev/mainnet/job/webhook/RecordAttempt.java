package dev.mainnet.job.webhook;

import dev.mainnet.job.webhook.Delivery.Last;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Notes what became of an attempt, of its delivery and of its webhook. */
@Component
class RecordAttempt {

    /** A receiver that takes longer is served among the slow ones. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Deliveries deliveries;
    private final Receivers receivers;
    private final RetrySchedule schedule;
    private final WebhookSettings settings;
    private final TransactionalOperator transaction;
    private final MeterRegistry meters;

    RecordAttempt(
            Deliveries deliveries,
            Receivers receivers,
            RetrySchedule schedule,
            WebhookSettings settings,
            TransactionalOperator transaction,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.receivers = receivers;
        this.schedule = schedule;
        this.settings = settings;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** Answers whether the receiver took the message, and in time. */
    Mono<Boolean> record(Delivery delivery, Answer answer, Duration took) {
        Last last = new Last(answer.responseStatus(), answer.error(), Optional.of(took));
        RetrySchedule.Next next = schedule.after(delivery.attempts(), answer);
        meters.counter("mainnet.webhook.attempts", "outcome", outcome(next)).increment();
        // The webhook's row first, as its deletion locks them.
        Mono<Void> noted = switch (next) {
            case RetrySchedule.Delivered delivered ->
                receivers
                        .succeeded(delivery.webhookId(), took.compareTo(LATE) > 0)
                        .then(deliveries.end(delivery.id(), true, last));
            case RetrySchedule.Again again -> failed(delivery, deliveries.tryAgain(delivery.id(), again.pause(), last));
            case RetrySchedule.GivenUp givenUp -> failed(delivery, deliveries.end(delivery.id(), false, last));
            case RetrySchedule.Unsubscribed gone ->
                failed(
                        delivery,
                        deliveries
                                .end(delivery.id(), false, last)
                                .then(receivers.disable(delivery.webhookId(), Webhook.Reason.GONE)));
        };
        return noted.as(transaction::transactional)
                .thenReturn(answer instanceof Answer.Accepted && took.compareTo(LATE) <= 0);
    }

    private Mono<Void> failed(Delivery delivery, Mono<Void> noted) {
        return receivers
                .failed(delivery.webhookId(), settings.disableAfter())
                .delayUntil(forLong -> noted)
                .filter(forLong -> forLong)
                .flatMap(forLong -> receivers.disable(delivery.webhookId(), Webhook.Reason.FAILING));
    }

    private static String outcome(RetrySchedule.Next next) {
        return switch (next) {
            case RetrySchedule.Delivered delivered -> "delivered";
            case RetrySchedule.Again again -> "retried";
            case RetrySchedule.GivenUp givenUp -> "given_up";
            case RetrySchedule.Unsubscribed gone -> "gone";
        };
    }
}
