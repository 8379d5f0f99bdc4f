package dev.mainnet.user.apikey;

import dev.mainnet.contracts.BillingEvent.ReservationPosted;
import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import dev.mainnet.outbox.ReceivedEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears of each job that was paid for. */
@Component
final class PaidJobListener {

    private static final String CONSUMER = "user-service.paid-jobs";

    private final Inbox inbox;
    private final RecordSpending recordSpending;

    PaidJobListener(Inbox inbox, RecordSpending recordSpending) {
        this.inbox = inbox;
        this.recordSpending = recordSpending;
    }

    @KafkaListener(topics = Topics.BILLING_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyAll(CONSUMER, records, received -> recordSpending.record(jobs(received, Instant.now())))
                .block();
    }

    private static Stream<Spending> jobs(List<ReceivedEvent> received, Instant now) {
        return received.stream()
                .flatMap(one -> one.event() instanceof ReservationPosted job && job.keyId() != null
                        ? Stream.of(new Spending(job.keyId(), job.chargedMicro(), now))
                        : Stream.empty());
    }
}
