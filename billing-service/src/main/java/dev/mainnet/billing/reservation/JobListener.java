package dev.mainnet.billing.reservation;

import dev.mainnet.contracts.JobEvent;
import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import dev.mainnet.outbox.ReceivedEvent;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears of jobs that are submitted and jobs that end. */
@Component
class JobListener {

    private final Inbox inbox;
    private final SettleJobs settleJobs;

    JobListener(Inbox inbox, SettleJobs settleJobs) {
        this.inbox = inbox;
        this.settleJobs = settleJobs;
    }

    @KafkaListener(topics = Topics.JOB_EVENTS, groupId = "billing-service")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyAll("billing-service", records, this::apply).block();
    }

    private Mono<Void> apply(List<ReceivedEvent> events) {
        return settleJobs.settle(events.stream()
                .map(ReceivedEvent::event)
                .filter(JobEvent.class::isInstance)
                .map(JobEvent.class::cast)
                .toList());
    }
}
