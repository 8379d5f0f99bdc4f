package dev.mainnet.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import dev.mainnet.training.TestEngine;
import dev.mainnet.training.TrainingEngine;
import dev.mainnet.training.loop.EpochMetrics;
import dev.mainnet.training.loop.History;
import dev.mainnet.training.loop.OptimizerPlan;
import dev.mainnet.training.loop.OptimizerPlan.Method;
import dev.mainnet.training.loop.Schedule;
import dev.mainnet.training.loop.Silence;
import dev.mainnet.training.loop.TrainingLoop;
import dev.mainnet.training.loop.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelTest {
    private static final List<String> TEXTS = sentences(400);
    private static final BytePairEncoding ENCODING = BytePairTraining.learn(TEXTS, 320);
    private static final GptShape SHAPE = new GptShape(ENCODING.size(), 32, 32, 2, 4);

    private NDManager manager;

    @BeforeAll
    static void prepare() {
        TestEngine.prepare();
    }

    @BeforeEach
    void open() {
        manager = TrainingEngine.manager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void learnsToContinueText() {
        try (LanguageModel model = LanguageModel.untrained(ENCODING, SHAPE, manager, 1)) {
            History history = train(model, 6);
            EpochMetrics first = history.epochs().getFirst();
            EpochMetrics last = history.epochs().getLast();
            assertThat(last.loss()).isLessThan(first.loss() / 2);
            assertThat(last.validationLoss()).isLessThan(first.loss() / 2);
            assertThat(last.validationAccuracy()).isGreaterThan(0.5);
            assertThat(model.continuation("The red ", 3)).isNotEmpty();
        }
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        try (LanguageModel one = LanguageModel.untrained(ENCODING, SHAPE, manager, 7);
                LanguageModel other = LanguageModel.untrained(ENCODING, SHAPE, manager, 7)) {
            assertThat(train(one, 1).epochs().getFirst().loss())
                    .isEqualTo(train(other, 1).epochs().getFirst().loss());
            assertThat(one.continuation("The", 20)).isEqualTo(other.continuation("The", 20));
        }
    }

    @Test
    void llamaCppContinuesTheFileAsTheNetworkDoes(@TempDir Path folder) throws IOException {
        try (LanguageModel model = LanguageModel.untrained(ENCODING, SHAPE, manager, 3)) {
            train(model, 4);
            Path file = folder.resolve("sentences.gguf");
            model.writeGguf(file, "Sentences");
            assertThat(Files.size(file)).isLessThan(1 << 20);
            try (LlamaModel llama = new LlamaModel(new ModelParameters()
                    .setModel(file.toString())
                    .setCtxSize(32)
                    .setThreads(1))) {
                for (String prompt : List.of("The red ", "A green bird", "The blue fish and")) {
                    assertThat(llama.encode(prompt)).isEqualTo(ENCODING.encode(prompt));
                    String told = llama.complete(new InferenceParameters(prompt)
                            .setTemperature(0)
                            .setNPredict(12)
                            .setRepeatPenalty(1));
                    assertThat(told).isEqualTo(model.continuation(prompt, 12));
                }
            }
        }
    }

    @Test
    void needsMoreTextThanItsContext() {
        Corpus corpus = Corpus.of(ENCODING, List.of("The red cat."), 0);
        try (LanguageModel model = LanguageModel.untrained(ENCODING, SHAPE, manager, 1)) {
            assertThatThrownBy(() -> model.task(corpus, 32, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("needs more than 32");
        }
    }

    private static History train(LanguageModel model, int epochs) {
        return loop(epochs).run(model.task(Corpus.of(ENCODING, TEXTS, 0.1), 24, 8));
    }

    private static TrainingLoop loop(int epochs) {
        TrainingPlan plan =
                new TrainingPlan(epochs, new OptimizerPlan(Method.ADAMW, 5e-3, 0.01, 1), Schedule.COSINE, 11, null);
        return new TrainingLoop(plan, new Silence(), () -> false);
    }

    private static List<String> sentences(int count) {
        Random random = new Random(5);
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String colour = List.of("red", "green", "blue").get(random.nextInt(3));
            String animal = List.of("cat", "bird", "fish").get(random.nextInt(3));
            sentences.add("The %s %s and the %s %s went home.".formatted(colour, animal, colour, animal));
        }
        return sentences;
    }
}
