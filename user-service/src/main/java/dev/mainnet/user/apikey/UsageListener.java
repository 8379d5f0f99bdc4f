package dev.mainnet.user.apikey;

import dev.mainnet.contracts.Topics;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import dev.mainnet.outbox.Inbox;
import dev.mainnet.outbox.ReceivedEvent;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears of each call that was paid for. */
@Component
final class UsageListener {

    private static final String CONSUMER = "user-service";

    private final Inbox inbox;
    private final RecordSpending recordSpending;

    UsageListener(Inbox inbox, RecordSpending recordSpending) {
        this.inbox = inbox;
        this.recordSpending = recordSpending;
    }

    @KafkaListener(topics = Topics.USAGE_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyAll(CONSUMER, records, received -> recordSpending.record(calls(received)))
                .block();
    }

    /** Calls that came through keys; the others are of no concern here. */
    private static Stream<Spending> calls(List<ReceivedEvent> received) {
        return received.stream()
                .flatMap(one -> one.event() instanceof UsageRecorded call && call.keyId() != null
                        ? Stream.of(new Spending(call.keyId(), call.costMicro(), call.occurredAt()))
                        : Stream.empty());
    }
}
