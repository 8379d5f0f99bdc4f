package dev.mainnet.model.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.deployment.Branding;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.Pricing;
import dev.mainnet.model.deployment.RateLimit;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.deployment.Terms;
import dev.mainnet.model.deployment.Visibility;
import dev.mainnet.model.provider.AddProvider;
import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderTerms;
import dev.mainnet.model.signature.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.annotation.Autowired;

@ModelServiceTest
class ChatModelsTest {

    private static final String[] GEMINI = {
        "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"from Google\"}]},\"finishReason\": \"STOP\"}]}"
    };

    @Autowired
    ChatModels models;

    @Autowired
    AddProvider addProvider;

    @Autowired
    MeterRegistry meters;

    private final FakeProvider openai = new FakeProvider();
    private final FakeProvider gemini = new FakeProvider();
    private final UUID owner = UUID.randomUUID();

    @AfterEach
    void stop() {
        openai.close();
        gemini.close();
    }

    @Test
    void aDeploymentsSourceIsCalledWithItsOwnersCredentials() {
        openai.answers(FakeProvider.events(
                "data: {\"choices\":[{\"delta\":{\"content\":\"hello\"},\"finish_reason\":\"stop\"}]}",
                "data: [DONE]"));

        Collected answer = call(deployment(kept(openai, "openai", "/v1"), null));

        assertThat(answer.text()).isEqualTo("hello");
        assertThat(openai.requests.getFirst().headers().get("Authorization")).isEqualTo("Bearer sk-secret");
        assertThat(openai.requests.getFirst().body().path("model").asString()).isEqualTo("first-model");
        assertThat(meters.get("mainnet.upstream.first.text")
                        .tag("kind", "openai")
                        .timer()
                        .count())
                .isPositive();
    }

    @Test
    void theFallbackMayBeOfAnotherKind() {
        openai.answers(FakeProvider.status(401, "{}"));
        gemini.answers(FakeProvider.events(GEMINI));

        Collected answer = call(deployment(kept(openai, "openai", "/v1"), kept(gemini, "gemini", "")));

        assertThat(answer.text()).isEqualTo("from Google");
        assertThat(gemini.requests.getFirst().uri()).contains("second-model");
    }

    @Test
    void whatIsReadBeforeTheFirstTextIsNotPassedOnTwice() {
        openai.answers(
                FakeProvider.events("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":99,\"completion_tokens\":0}}"),
                FakeProvider.events(
                        "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}",
                        "data: [DONE]"));

        Collected answer = call(deployment(kept(openai, "openai", "/v1"), null));

        assertThat(answer.pieces()).hasSize(1);
        assertThat(answer.usage()).isNull();
    }

    @Test
    void aDeletedProviderIsAnError() {
        Deployment deployment = deployment(openai.provider("openai", "/v1"), null);

        assertThatThrownBy(() -> models.of(deployment).block()).hasMessageContaining("has been deleted");
    }

    private Collected call(Deployment deployment) {
        return Collected.from(models.of(deployment).block(), new Prompt("Hi"));
    }

    private Provider kept(FakeProvider server, String kind, String path) {
        Provider provider = server.provider(kind, path);
        return addProvider
                .add(
                        provider.id(),
                        owner,
                        new ProviderTerms(
                                kind,
                                kind,
                                provider.terms().baseUrl(),
                                null,
                                provider.terms().credentials()))
                .block();
    }

    private Deployment deployment(Provider first, @Nullable Provider second) {
        Terms terms = new Terms(
                new Source.Upstream(first.id(), "first-model"),
                second == null ? null : new Source.Upstream(second.id(), "second-model"),
                Visibility.PUBLIC,
                List.of(),
                Pricing.FREE,
                RateLimit.NONE,
                new Branding("Talk", null, null, null, null));
        return new Deployment(UUID.randomUUID(), owner, "ada", "talk", Kind.TEXT, terms, Instant.now(), Instant.now());
    }
}
