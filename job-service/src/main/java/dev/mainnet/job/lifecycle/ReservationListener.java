package dev.mainnet.job.lifecycle;

import dev.mainnet.contracts.BillingEvent.ReservationEvent;
import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears from billing what became of reservations. */
@Component
class ReservationListener {

    private static final String CONSUMER = "job-service.reservations";

    private final Inbox inbox;
    private final SettleReservation settleReservation;

    ReservationListener(Inbox inbox, SettleReservation settleReservation) {
        this.inbox = inbox;
        this.settleReservation = settleReservation;
    }

    @KafkaListener(topics = Topics.BILLING_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyEach(
                        CONSUMER,
                        records,
                        received -> received.event() instanceof ReservationEvent event
                                ? settleReservation.settle(event)
                                : Mono.empty())
                .block();
    }
}
