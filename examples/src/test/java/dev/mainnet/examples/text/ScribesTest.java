package dev.mainnet.examples.text;

import static org.assertj.core.api.Assertions.assertThat;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import dev.mainnet.training.text.BytePairEncoding;
import dev.mainnet.training.text.BytePairTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScribesTest {
    private static final Path FOLDER = Path.of("text");

    @Test
    void readsTheWholeText() throws IOException {
        List<String> chapters = Chapters.read(FOLDER.resolve("king-james.txt.gz"));
        assertThat(chapters).hasSize(1189);
        assertThat(chapters.stream()
                        .mapToLong(chapter -> chapter.lines().count())
                        .sum())
                .isEqualTo(31_102);
        assertThat(chapters.getFirst())
                .startsWith("In the beginning God created the heaven and the earth.\nAnd the earth");
        assertThat(chapters.getLast()).endsWith("The grace of our Lord Jesus Christ be with you all. Amen.");
    }

    @ParameterizedTest
    @EnumSource
    void theRecipeLearnsTheVocabularyOfTheShippedFile(Recipe recipe) throws IOException {
        List<String> chapters = Chapters.read(FOLDER.resolve("king-james.txt.gz"));
        BytePairEncoding encoding = BytePairTraining.learn(chapters, recipe.vocabulary);
        try (LlamaModel model = open(recipe)) {
            for (String text : List.of(chapters.getFirst(), "Hello, world! 1 + 1 = 2", "Grüße, 世界 🌍")) {
                assertThat(model.encode(text)).isEqualTo(encoding.encode(text));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShippedFileContinuesInWords(Recipe recipe) {
        try (LlamaModel model = open(recipe)) {
            String told = model.complete(new InferenceParameters("And the LORD said unto Moses,")
                    .setTemperature(0.8f)
                    .setSeed(7)
                    .setNPredict(60));
            assertThat(told).matches("[A-Za-z ,;:.!?'\\n-]+");
            assertThat(told).containsPattern("\\b(the|and|thou|unto|of)\\b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShippedFileIsSmall(Recipe recipe) throws IOException {
        assertThat(Files.size(file(recipe))).isLessThan(recipe == Recipe.SCRIBE ? 5_000_000 : 2_000_000);
    }

    private static LlamaModel open(Recipe recipe) {
        return new LlamaModel(new ModelParameters()
                .setModel(file(recipe).toString())
                .setCtxSize(Recipe.CONTEXT)
                .setThreads(1));
    }

    private static Path file(Recipe recipe) {
        return FOLDER.resolve(recipe.slug + ".gguf");
    }
}
