package dev.mainnet.runner.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.runner.RunnerTest;
import dev.mainnet.runner.gguf.TextModelFiles;
import dev.mainnet.runner.llama.Sampling;
import dev.mainnet.runner.loading.Lease;
import dev.mainnet.runner.loading.LoadedModels;
import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SlotLoopTest extends RunnerTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Sampling LIKELIEST = new Sampling(0, 1, 1, 0, 0, Map.of());
    /** What makes a slot fail before it is one. */
    private static final Sampling NONE = null;

    @Autowired
    private LoadedModels models;

    private final AtomicInteger over = new AtomicInteger();

    @Test
    void tellsTheCallerWhoseTextCannotBeginAndGoesOnWithOthers() {
        load("begins", TextModelFiles.certain());
        try (Lease lease = models.lease(new ModelName("begins"))) {
            TextModel model = lease.model().text();
            for (int i = 0; i < 3; i++) {
                StepVerifier.create(generate(model, NONE))
                        .expectError(Refusal.class)
                        .verify(SOON);
            }
            assertThat(over).hasValue(3);
            assertThat(model.isOpen()).isTrue();
            StepVerifier.create(generate(model, LIKELIEST).ofType(Progress.Text.class))
                    .expectNextMatches(first -> first.text().equals("b"))
                    .thenCancel()
                    .verify(SOON);
        }
        post("/v2/repository/models/begins/unload", "");
    }

    private Flux<Progress> generate(TextModel model, Sampling sampling) {
        int[] prompt = model.prompt(List.of(Map.of("role", "user", "content", "a")));
        TextRequest request = new TextRequest(prompt, 4, List.of(), sampling);
        return Flux.create(sink -> model.generate(request, sink, over::incrementAndGet));
    }
}
