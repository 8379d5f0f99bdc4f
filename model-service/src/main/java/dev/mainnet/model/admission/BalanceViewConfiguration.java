package dev.mainnet.model.admission;

import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.view.TopicView;
import dev.mainnet.defaults.view.TopicViews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Follows the balances that billing publishes. */
@Configuration(proxyBeanMethods = false)
class BalanceViewConfiguration {

    @Bean
    TopicView balancesView(TopicViews views, Balances balances) {
        return views.ofAll(Topics.BILLING_BALANCES, balances::apply);
    }
}
