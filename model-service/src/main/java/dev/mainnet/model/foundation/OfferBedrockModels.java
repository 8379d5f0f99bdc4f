package dev.mainnet.model.foundation;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.deployment.Branding;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.KeepDeployment;
import dev.mainnet.model.deployment.Pricing;
import dev.mainnet.model.deployment.RateLimit;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.deployment.Terms;
import dev.mainnet.model.deployment.Visibility;
import dev.mainnet.model.provider.AddProvider;
import dev.mainnet.model.provider.Credentials;
import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderTerms;
import dev.mainnet.outbox.Sweep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the models of the platform's own Bedrock callable under its name, soon after the start. */
@Configuration(proxyBeanMethods = false)
class OfferBedrockModels {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Identity PLATFORM = new Identity(
            PlatformAccount.ID,
            PlatformAccount.USERNAME,
            Set.of(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            Optional.empty());

    @Bean
    Sweep bedrockModels(Bedrock bedrock, AddProvider addProvider, KeepDeployment keepDeployment) {
        AtomicBoolean offered = new AtomicBoolean(!bedrock.isConfigured());
        return new Sweep(
                "Offering the models of AWS Bedrock",
                EVERY,
                () -> offered.get()
                        ? Mono.empty()
                        : offer(bedrock, addProvider, keepDeployment).doOnSuccess(done -> offered.set(true)));
    }

    static Mono<Void> offer(Bedrock bedrock, AddProvider addProvider, KeepDeployment keepDeployment) {
        return provider(bedrock, addProvider)
                .flatMapMany(provider -> Flux.fromIterable(bedrock.offers())
                        .concatMap(offer -> keep(offer, provider.id(), keepDeployment)))
                .then();
    }

    /** Stored providers never change: other credentials are another provider. */
    private static Mono<Provider> provider(Bedrock bedrock, AddProvider addProvider) {
        String region = bedrock.regions().getFirst();
        String accessKey = Objects.requireNonNull(bedrock.accessKey());
        Secret secretKey = Objects.requireNonNull(bedrock.secretKey());
        UUID id = UUID.nameUUIDFromBytes(
                String.join("\n", region, accessKey, secretKey.text()).getBytes(StandardCharsets.UTF_8));
        return addProvider.add(
                id,
                PlatformAccount.ID,
                new ProviderTerms(
                        "bedrock-" + id.toString().substring(0, 8),
                        "bedrock",
                        null,
                        region,
                        new Credentials(null, new Secret(accessKey), secretKey, null)));
    }

    private static Mono<Deployment> keep(Bedrock.Offer offer, UUID providerId, KeepDeployment keepDeployment) {
        long price = offer.per100Tokens().micro();
        return keepDeployment.keep(
                PLATFORM,
                offer.slug(),
                new Terms(
                        new Source.Upstream(providerId, offer.name()),
                        null,
                        Visibility.PUBLIC,
                        List.of(),
                        new Pricing(0, 0, price, null, price, 0, 0),
                        RateLimit.NONE,
                        new Branding(offer.name(), "AWS Bedrock", null, null, null)));
    }
}
