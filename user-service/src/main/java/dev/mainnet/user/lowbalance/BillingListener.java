package dev.mainnet.user.lowbalance;

import dev.mainnet.contracts.BillingEvent.BalanceLow;
import dev.mainnet.contracts.Topics;
import dev.mainnet.outbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears of balances that have fallen. */
@Component
final class BillingListener {

    private static final String CONSUMER = "user-service.balances";

    private final Inbox inbox;
    private final WarnOfLowBalance warnOfLowBalance;

    BillingListener(Inbox inbox, WarnOfLowBalance warnOfLowBalance) {
        this.inbox = inbox;
        this.warnOfLowBalance = warnOfLowBalance;
    }

    @KafkaListener(topics = Topics.BILLING_EVENTS, groupId = CONSUMER)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        inbox.applyEach(
                        CONSUMER,
                        records,
                        received ->
                                received.event() instanceof BalanceLow low ? warnOfLowBalance.warn(low) : Mono.empty())
                .block();
    }
}
