package dev.mainnet.billing.checkout;

import com.stripe.StripeClient;
import dev.mainnet.billing.stripe.PaymentSettings;
import dev.mainnet.billing.stripe.StripeSettings;
import dev.mainnet.defaults.secret.Secret;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Who takes payments: Stripe, else the local page where it is allowed, else nobody. */
@Configuration(proxyBeanMethods = false)
class CheckoutConfiguration {

    private static final int THREADS = 8;
    private static final int WAITING_PER_THREAD = 8;

    @Bean(destroyMethod = "dispose")
    Scheduler stripeThreads() {
        return Schedulers.newBoundedElastic(THREADS, WAITING_PER_THREAD, "stripe");
    }

    @Bean
    CheckoutSessions checkoutSessions(StripeSettings stripe, PaymentSettings payment, Scheduler stripeThreads) {
        if (payment.isLocal(stripe)) {
            return new LocalSessions(payment.publicUrl());
        }
        return stripe.key()
                .<CheckoutSessions>map(key ->
                        new StripeSessions(client(stripe, key), stripeThreads, stripe.timeout(), payment.publicUrl()))
                .orElseGet(NoSessions::new);
    }

    private static StripeClient client(StripeSettings settings, Secret key) {
        return StripeClient.builder()
                .setApiKey(key.text())
                .setApiBase(settings.apiBase())
                .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
                .setReadTimeout(Math.toIntExact(settings.readTimeout().toMillis()))
                .setMaxNetworkRetries(settings.retries())
                .build();
    }
}
