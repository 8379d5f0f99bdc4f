package dev.mainnet.model.foundation;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.deployment.Branding;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.KeepDeployment;
import dev.mainnet.model.deployment.PlatformIdentity;
import dev.mainnet.model.deployment.Pricing;
import dev.mainnet.model.deployment.RateLimit;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.deployment.Terms;
import dev.mainnet.model.deployment.Visibility;
import dev.mainnet.model.deployment.WithdrawDeployments;
import dev.mainnet.model.provider.AddProvider;
import dev.mainnet.model.provider.Credentials;
import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderTerms;
import dev.mainnet.outbox.Sweep;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes the models of the platform's own Bedrock callable under its name, soon after the start. */
@Configuration(proxyBeanMethods = false)
class OfferBedrockModels {

    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    Sweep bedrockModels(
            Bedrock bedrock,
            AddProvider addProvider,
            KeepDeployment keepDeployment,
            WithdrawDeployments withdrawDeployments) {
        Instant started = Instant.now();
        return Sweep.untilDone(
                "Offering the models of AWS Bedrock",
                EVERY,
                () -> offer(bedrock, addProvider, keepDeployment)
                        .then(withdrawOthers(bedrock, withdrawDeployments, started)));
    }

    static Mono<Void> offer(Bedrock bedrock, AddProvider addProvider, KeepDeployment keepDeployment) {
        if (!bedrock.isConfigured()) {
            return Mono.empty();
        }
        return provider(bedrock, addProvider)
                .flatMapMany(provider -> Flux.fromIterable(bedrock.offers())
                        .concatMap(offer -> keep(offer, provider.id(), keepDeployment)))
                .then();
    }

    /** What former settings offered and these do not. */
    static Mono<Void> withdrawOthers(Bedrock bedrock, WithdrawDeployments withdrawDeployments, Instant before) {
        Set<String> offered = bedrock.isConfigured()
                ? bedrock.offers().stream().map(Bedrock.Offer::slug).collect(Collectors.toSet())
                : Set.of();
        return withdrawDeployments.withdraw(
                PlatformIdentity.PLATFORM,
                found -> found.terms().source() instanceof Source.Upstream
                        && found.createdAt().isBefore(before)
                        && !offered.contains(found.slug()));
    }

    /** Stored providers never change: other credentials are another provider. */
    private static Mono<Provider> provider(Bedrock bedrock, AddProvider addProvider) {
        String region = bedrock.regions().getFirst();
        String accessKey = Objects.requireNonNull(bedrock.accessKey());
        Secret secretKey = Objects.requireNonNull(bedrock.secretKey());
        UUID id = UUID.nameUUIDFromBytes(bedrock.identity().getBytes(StandardCharsets.UTF_8));
        String endpoint = bedrock.endpoint();
        return addProvider.add(
                id,
                PlatformAccount.ID,
                new ProviderTerms(
                        "bedrock-" + id.toString().substring(0, 8),
                        "bedrock",
                        endpoint == null ? null : URI.create(endpoint),
                        region,
                        new Credentials(null, new Secret(accessKey), secretKey, bedrock.sessionToken())));
    }

    private static Mono<Deployment> keep(Bedrock.Offer offer, UUID providerId, KeepDeployment keepDeployment) {
        return keepDeployment.keep(
                PlatformIdentity.PLATFORM,
                offer.slug(),
                new Terms(
                        new Source.Upstream(providerId, offer.name()),
                        null,
                        Visibility.PUBLIC,
                        List.of(),
                        new Pricing(
                                0,
                                0,
                                offer.per100InputTokens().micro(),
                                null,
                                offer.per100OutputTokens().micro(),
                                0,
                                0),
                        RateLimit.NONE,
                        new Branding(offer.name(), "AWS Bedrock", null, null, null)));
    }
}
