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
        Mono<Void> noted = switch (next) {
            case RetrySchedule.Delivered delivered ->
                deliveries
                        .end(delivery.id(), true, last)
                        .then(receivers.succeeded(delivery.webhookId(), took.compareTo(LATE) > 0));
            case RetrySchedule.Again again ->
                deliveries.tryAgain(delivery.id(), again.pause(), last).then(failed(delivery));
            case RetrySchedule.GivenUp givenUp ->
                deliveries.end(delivery.id(), false, last).then(failed(delivery));
            case RetrySchedule.Unsubscribed gone ->
                deliveries
                        .end(delivery.id(), false, last)
                        .then(receivers.disable(delivery.webhookId(), Webhook.Reason.GONE));
        };
        return noted.as(transaction::transactional)
                .thenReturn(answer instanceof Answer.Accepted && took.compareTo(LATE) <= 0);
    }

    private Mono<Void> failed(Delivery delivery) {
        return Mono.defer(() -> receivers.failed(delivery.webhookId(), settings.disableAfter()))
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
