package dev.mainnet.job.balance;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.view.TopicView;
import dev.mainnet.defaults.view.TopicViews;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * What accounts have left, as billing last told. Only good for an early refusal: whether a job can be paid is decided by its
 * reservation.
 */
@Component
public class Balances {

    @Configuration(proxyBeanMethods = false)
    static class View {
        @Bean
        TopicView balancesView(TopicViews views, Balances balances) {
            return views.ofAll(Topics.BILLING_BALANCES, balances::apply);
        }
    }

    private record Balance(long availableMicro, long version) {}

    private final ConcurrentMap<UUID, Balance> balances = new ConcurrentHashMap<>();

    /** Whether the account may have that many micro-credits; yes where nothing is known of it. */
    private boolean mayCover(UUID accountId, long micro) {
        Balance balance = balances.get(accountId);
        return balance == null || balance.availableMicro() >= micro;
    }

    /**
     * Refuses a job that the caller's key or account cannot pay, whatever else they spend; what other jobs of the key cost is looked at
     * when it is submitted.
     *
     * @param micro the most that it may cost
     * @param ofKey what is said where the key may not spend that much
     * @param ofAccount what is said where the account has not that much
     * @throws ApiException 402, with the detail {@code key_limit} or {@code credits}
     */
    public void refuseTooDear(Identity caller, long micro, String ofKey, String ofAccount) {
        boolean pastKeyLimit = caller.key()
                .flatMap(Identity.KeyGrant::creditLimitMicro)
                .filter(limit -> limit < micro)
                .isPresent();
        if (pastKeyLimit) {
            throw tooDear("key_limit", ofKey);
        }
        if (!mayCover(caller.accountId(), micro)) {
            throw tooDear("credits", ofAccount);
        }
    }

    private static ApiException tooDear(String which, String message) {
        return new ApiException(ErrorCode.INSUFFICIENT_CREDITS, message).withDetail(which, message);
    }

    void apply(Event event) {
        if (event instanceof BalanceChanged changed) {
            balances.merge(
                    changed.accountId(),
                    new Balance(changed.availableMicro(), changed.version()),
                    (known, news) -> news.version() >= known.version() ? news : known);
        }
    }
}
