package dev.mainnet.examples.text;

import ai.djl.ndarray.NDManager;
import dev.mainnet.training.TrainingEngine;
import dev.mainnet.training.loop.History;
import dev.mainnet.training.loop.TrainingLoop;
import dev.mainnet.training.text.BytePairEncoding;
import dev.mainnet.training.text.BytePairTraining;
import dev.mainnet.training.text.Corpus;
import dev.mainnet.training.text.GptShape;
import dev.mainnet.training.text.LanguageModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Trains the two text models on {@code king-james.txt.gz} and writes them beside it. */
public final class TrainScribes {
    private TrainScribes() {}

    /** @param arguments the folder of the text, and where PyTorch may be unpacked */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        TrainingEngine.prepare(Path.of(arguments[1]), 1);
        List<String> chapters = Chapters.read(folder.resolve("king-james.txt.gz"));
        for (Recipe recipe : Recipe.values()) {
            BytePairEncoding encoding = BytePairTraining.learn(chapters, recipe.vocabulary);
            Corpus corpus = Corpus.of(encoding, chapters, Recipe.VALIDATION_SHARE);
            train(recipe, encoding, corpus, folder.resolve(recipe.slug + ".gguf"));
        }
    }

    private static void train(Recipe recipe, BytePairEncoding encoding, Corpus corpus, Path file) throws IOException {
        GptShape shape = new GptShape(encoding.size(), Recipe.CONTEXT, recipe.width, recipe.layers, recipe.heads);
        try (NDManager manager = TrainingEngine.manager();
                LanguageModel model = LanguageModel.untrained(encoding, shape, manager, Recipe.SEED)) {
            System.out.printf(
                    "%s: %,d parameters, %,d tokens to learn from, %,d to validate%n",
                    recipe.slug, model.parameters(), corpus.learning().length, corpus.validation().length);
            History history = new TrainingLoop(recipe.plan(), new Report(), () -> false)
                    .run(model.task(corpus, Recipe.WINDOW, Recipe.BATCH_SIZE));
            System.out.printf("Best epoch: %d%n%s%n", history.best(), model.continuation("And God said,", 60));
            model.writeGguf(file, recipe.title);
        }
    }
}
