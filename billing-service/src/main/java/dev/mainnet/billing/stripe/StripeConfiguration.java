package dev.mainnet.billing.stripe;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of Stripe the settings make. */
@Configuration(proxyBeanMethods = false)
class StripeConfiguration {

    @Bean
    WebhookSecrets webhookSecrets(StripeSettings stripe, PaymentSettings payment) {
        return payment.isLocal(stripe) ? WebhookSecrets.forLocalEvents(stripe) : WebhookSecrets.of(stripe);
    }
}
