package dev.mainnet.model;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.upstream.ChatModels;
import dev.mainnet.outbox.Ids;
import dev.mainnet.testing.TestIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Text models that say what a test wants. Deployments whose slug begins with {@code fake} are answered by them, all others as ever. */
public final class FakeTexts implements ChatModels {

    /** Tokens of every prompt. */
    public static final int PROMPT = 7;

    private final ObjectProvider<ChatModels> all;
    private final DatabaseClient database;
    private final Map<String, Function<Prompt, Flux<ChatResponse>>> scripts = new ConcurrentHashMap<>();
    /** Streams that run now. */
    public final AtomicInteger running = new AtomicInteger();

    public final AtomicInteger cancelled = new AtomicInteger();
    /** Pieces of text that were asked for and sent. */
    public final AtomicLong sent = new AtomicLong();

    FakeTexts(ObjectProvider<ChatModels> all, DatabaseClient database) {
        this.all = all;
        this.database = database;
    }

    @TestConfiguration(proxyBeanMethods = false)
    public static class Setup {

        @Bean
        @Primary
        FakeTexts fakeTexts(ObjectProvider<ChatModels> all, DatabaseClient database) {
            return new FakeTexts(all, database);
        }
    }

    @Override
    public Mono<ChatModel> of(Deployment deployment) {
        if (!deployment.slug().startsWith("fake")) {
            return all.stream()
                    .filter(other -> other != this)
                    .findFirst()
                    .orElseThrow()
                    .of(deployment);
        }
        var script = scripts.get(deployment.ownerUsername() + "/" + deployment.slug());
        return Mono.just(new ChatModel() {
            @Override
            public Flux<ChatResponse> stream(Prompt prompt) {
                return script.apply(prompt)
                        .doOnSubscribe(subscription -> running.incrementAndGet())
                        .doOnNext(response -> sent.incrementAndGet())
                        .doOnCancel(cancelled::incrementAndGet)
                        .doFinally(signal -> running.decrementAndGet());
            }

            @Override
            public ChatResponse call(Prompt prompt) {
                throw new UnsupportedOperationException();
            }
        });
    }

    /** Deploys a model that does as the script says; prices in micro-credits for 100 tokens. */
    public UUID deploy(
            TestIdentity owner, String slug, long input, long output, Function<Prompt, Flux<ChatResponse>> script) {
        scripts.put(owner.username() + "/" + slug, script);
        UUID model = Ids.next();
        UUID deployment = Ids.next();
        database.sql("""
                        INSERT INTO model (id, owner_id, name, model_type, inputs, outputs, labels, file_labels, object_key,
                                           size_bytes, sha256, created_at, architecture, context_length, parameters, chat)
                        VALUES ($1, $2, 'fake', 'text', '[]', '[]', '{}', '{}', 'none', 1, '', now(), 'gpt2', 4096, 1000, true)
                        """).bind(0, model).bind(1, owner.accountId()).then().block();
        database.sql("""
                        INSERT INTO deployment (id, owner_id, owner_username, slug, kind, model_id, visibility, allowed_users,
                            price_per_request_micro, price_per_second_micro, price_per_100_input_micro, price_per_100_output_micro,
                            price_minimum_micro, free_requests, title, created_at, changed_at)
                        VALUES ($1, $2, $3, $4, 'text', $5, 'public', '{}', 0, 0, $6, $7, 0, 0, 'Fake', now(), now())
                        """)
                .bind(0, deployment)
                .bind(1, owner.accountId())
                .bind(2, owner.username())
                .bind(3, slug)
                .bind(4, model)
                .bind(5, input)
                .bind(6, output)
                .then()
                .block();
        database.sql("INSERT INTO deployment_calls (deployment_id, calls) VALUES ($1, 0)")
                .bind(0, deployment)
                .then()
                .block();
        return deployment;
    }

    /** As many words as may be, each one token, and the count so far with each. */
    public static Flux<ChatResponse> words(Prompt prompt) {
        int most = prompt.getOptions().getMaxTokens();
        return Flux.fromStream(() ->
                IntStream.rangeClosed(1, most).mapToObj(i -> piece("w" + i + " ", i, i == most ? "length" : null)));
    }

    /** A piece of text, the tokens written up to it (0: not told) and why it is the last. */
    public static ChatResponse piece(String text, int tokens, String finishReason) {
        ChatGenerationMetadata.Builder end = ChatGenerationMetadata.builder();
        if (finishReason != null) {
            end.finishReason(finishReason);
        }
        ChatResponseMetadata.Builder metadata = ChatResponseMetadata.builder();
        if (tokens > 0) {
            metadata.usage(new DefaultUsage(PROMPT, tokens));
        }
        return new ChatResponse(List.of(new Generation(new AssistantMessage(text), end.build())), metadata.build());
    }

    public static Identity identity(TestIdentity who) {
        return new Identity(
                who.accountId(),
                who.username(),
                Set.of(),
                Set.of(),
                Set.of("invoke"),
                Optional.empty(),
                Optional.empty());
    }
}
