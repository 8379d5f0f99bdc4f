package dev.mainnet.gateway.limit;

import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.view.TopicView;
import dev.mainnet.defaults.view.TopicViews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the local view of the deployments' limits. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    TopicView deploymentsView(TopicViews views, DeploymentLimits limits) {
        return views.ofAll(Topics.MODEL_EVENTS, limits::apply);
    }
}
