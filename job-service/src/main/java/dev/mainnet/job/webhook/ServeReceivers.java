package dev.mainnet.job.webhook;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Delivers what is due: to one receiver one message at a time, in their order, to several receivers side by side. */
@Component
class ServeReceivers {

    private static final Logger LOG = LoggerFactory.getLogger(ServeReceivers.class);

    /** After so long another receiver has its turn. */
    private static final Duration TURN = Duration.ofSeconds(20);

    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final Receivers receivers;
    private final PostMessage postMessage;
    private final RecordAttempt recordAttempt;
    private final Duration hold;

    ServeReceivers(
            Receivers receivers, PostMessage postMessage, RecordAttempt recordAttempt, WebhookSettings settings) {
        this.receivers = receivers;
        this.postMessage = postMessage;
        this.recordAttempt = recordAttempt;
        this.hold = TURN.plus(settings.timeout()).plus(MARGIN);
    }

    /** Claims receivers, each of which is then to be served by {@link #serve}. */
    Flux<Receiver> claim(boolean slow, int atMost) {
        return receivers.claim(slow, atMost, hold);
    }

    /**
     * Delivers until nothing is due, the turn is over, or the receiver failed or was late: it then waits among its like. What fails here
     * is due again after a while.
     */
    Mono<Void> serve(Receiver receiver) {
        Instant end = Instant.now().plus(TURN);
        return next(receiver)
                .expand(prompt -> prompt && Instant.now().isBefore(end) ? next(receiver) : Mono.empty())
                .then()
                .onErrorResume(e -> {
                    LOG.warn("Deliveries to webhook {} wait: {}", receiver.id(), e.toString());
                    return Mono.empty();
                })
                .then(Mono.defer(() -> receivers.release(receiver.id())))
                .onErrorComplete();
    }

    private Mono<Boolean> next(Receiver receiver) {
        return receivers
                .next(receiver.id(), hold)
                .flatMap(delivery -> postMessage
                        .post(receiver, delivery)
                        .elapsed()
                        .flatMap(answer ->
                                recordAttempt.record(delivery, answer.getT2(), Duration.ofMillis(answer.getT1()))));
    }
}
