package dev.mainnet.worker.lesson;

import ai.djl.ndarray.NDManager;
import dev.mainnet.training.TrainingEngine;
import dev.mainnet.training.evaluation.Evaluation;
import dev.mainnet.training.loop.Task;
import dev.mainnet.training.loop.TrainingFailedException;
import dev.mainnet.training.text.BytePairEncoding;
import dev.mainnet.training.text.BytePairTraining;
import dev.mainnet.training.text.Corpus;
import dev.mainnet.training.text.GptShape;
import dev.mainnet.training.text.LanguageModel;
import dev.mainnet.training.text.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** To go on with a text: gpt_mini, about a million numbers. */
record TextSubject(LanguageModel model, Corpus corpus, NDManager manager) implements Subject {

    private static final int TOKENS = 1_024;
    private static final int CONTEXT = 256;
    private static final int WINDOW = 128;
    private static final int WIDTH = 128;
    private static final int LAYERS = 4;
    private static final int HEADS = 4;
    private static final double LARGEST_SHARE = 0.5;

    static TextSubject open(Path dataset, Syllabus syllabus) throws IOException {
        List<String> pages = TextFile.read(dataset);
        BytePairEncoding encoding = BytePairTraining.learn(pages, TOKENS);
        Corpus corpus = Corpus.of(encoding, pages, Math.min(LARGEST_SHARE, syllabus.validationShare()));
        if (corpus.learning().length <= WINDOW) {
            throw new TrainingFailedException("The text is too short: it has %d tokens, and needs more than %d"
                    .formatted(corpus.learning().length, WINDOW));
        }
        GptShape shape = new GptShape(encoding.size(), CONTEXT, WIDTH, LAYERS, HEADS);
        NDManager manager = TrainingEngine.manager();
        return new TextSubject(LanguageModel.untrained(encoding, shape, manager, syllabus.seed()), corpus, manager);
    }

    @Override
    public Task task(int batchSize) {
        return model.task(corpus, WINDOW, batchSize);
    }

    @Override
    public Optional<Evaluation> evaluate() {
        return Optional.empty();
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public List<String> features() {
        return List.of();
    }

    @Override
    public long parameters() {
        return model.parameters();
    }

    @Override
    public void write(Path file, String name) throws IOException {
        model.writeGguf(file, name);
    }

    @Override
    public void close() {
        model.close();
        manager.close();
    }
}
