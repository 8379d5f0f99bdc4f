package dev.mainnet.billing.usage;

import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears of metered calls, and debits all of one poll in one transaction. */
@Component
class UsageListener {

    private final Inbox inbox;
    private final DebitUsage debitUsage;

    UsageListener(Inbox inbox, DebitUsage debitUsage) {
        this.inbox = inbox;
        this.debitUsage = debitUsage;
    }

    /**
     * As many at a time as two megabytes hold: what a commit, and the notice of each balance, cost is shared by more debits the further
     * behind this is. A call is known by its record, which commits with its debit, so it needs no mark beside.
     */
    @KafkaListener(
            topics = Topics.USAGE_EVENTS,
            groupId = "billing-service",
            properties = {"max.poll.records=10000", "max.partition.fetch.bytes=2097152", "fetch.max.bytes=2097152"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyRecognised("billing-service", records, debitUsage::debit).block();
    }
}
