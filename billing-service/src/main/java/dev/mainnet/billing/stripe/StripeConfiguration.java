package dev.mainnet.billing.stripe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of Stripe the settings make. */
@Configuration(proxyBeanMethods = false)
class StripeConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(StripeConfiguration.class);

    @Bean
    WebhookSecrets webhookSecrets(StripeSettings stripe, PaymentSettings payment) {
        if (stripe.key().isPresent() && stripe.webhookSecrets().findAny().isEmpty()) {
            LOG.warn("Stripe's key is set and its webhook secret is not: what is paid will not be credited");
        }
        return payment.isLocal(stripe) ? WebhookSecrets.forLocalEvents(stripe) : WebhookSecrets.of(stripe);
    }
}
