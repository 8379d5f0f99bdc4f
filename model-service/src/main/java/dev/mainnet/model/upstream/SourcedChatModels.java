package dev.mainnet.model.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderKind;
import dev.mainnet.model.provider.ProviderKinds;
import dev.mainnet.model.provider.Providers;
import java.time.Duration;
import java.util.UUID;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes of a deployment's source and fallback the model that is called. */
@Component
final class SourcedChatModels implements ChatModels {

    private static final int MOST = 1_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(15);

    private final Providers providers;
    private final ProviderKinds kinds;
    private final Safeguards safeguards;
    private final UpstreamMetrics metrics;
    private final UpstreamSettings settings;
    private final ObjectProvider<HostedChatModels> hosted;
    /** A provider never changes, and is not deleted while a deployment names it. */
    private final Cache<UUID, Provider> known = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(REMEMBERED)
            .build();

    SourcedChatModels(
            Providers providers,
            ProviderKinds kinds,
            Safeguards safeguards,
            UpstreamMetrics metrics,
            UpstreamSettings settings,
            ObjectProvider<HostedChatModels> hosted) {
        this.providers = providers;
        this.kinds = kinds;
        this.safeguards = safeguards;
        this.metrics = metrics;
        this.settings = settings;
        this.hosted = hosted;
    }

    @Override
    public Mono<ChatModel> of(Deployment deployment) {
        Mono<ChatModel> first = of(deployment.terms().source());
        Source fallback = deployment.terms().fallback();
        return fallback == null ? first : Mono.zip(first, of(fallback), FallbackChatModel::new);
    }

    private Mono<ChatModel> of(Source source) {
        return switch (source) {
            case Source.Hosted model -> Mono.fromSupplier(() -> hosted(model.modelId()));
            case Source.Upstream upstream ->
                provider(upstream.providerId()).map(provider -> model(provider, upstream.providerModel()));
        };
    }

    private ChatModel hosted(UUID modelId) {
        ChatModel model = hosted.getObject().of(modelId);
        return new MeasuredChatModel(new BoundedChatModel(model, settings), "runner", metrics);
    }

    private ChatModel model(Provider provider, String name) {
        ProviderKind kind = kinds.named(provider.terms().kind());
        ChatModel bounded = new BoundedChatModel(kind.model(provider, name), settings);
        return new MeasuredChatModel(new GuardedChatModel(bounded, safeguards.of(provider.id())), kind.name(), metrics);
    }

    private Mono<Provider> provider(UUID id) {
        return Mono.fromSupplier(() -> known.getIfPresent(id))
                .switchIfEmpty(Mono.defer(() -> providers.find(id).doOnNext(provider -> known.put(id, provider))))
                .switchIfEmpty(Mono.error(
                        () -> new ApiException(ErrorCode.UNAVAILABLE, "The deployment's provider has been deleted")));
    }
}
