package dev.mainnet.examples.text;

import dev.mainnet.training.loop.OptimizerPlan;
import dev.mainnet.training.loop.OptimizerPlan.Method;
import dev.mainnet.training.loop.Schedule;
import dev.mainnet.training.loop.TrainingPlan;

/** How one of the two models is made. */
enum Recipe {
    SCRIBE("scribe", "Scribe", 1024, 128, 4, 4, 2),
    SCRIBE_MINI("scribe-mini", "Scribe mini", 512, 80, 2, 4, 2);

    /** Chapters of which nothing is learned: every twentieth. */
    static final double VALIDATION_SHARE = 0.05;

    static final int CONTEXT = 512;
    static final int WINDOW = 256;
    static final int BATCH_SIZE = 8;
    static final long SEED = 1611;

    final String slug;
    final String title;
    final int vocabulary;
    final int width;
    final int layers;
    final int heads;
    final int epochs;

    Recipe(String slug, String title, int vocabulary, int width, int layers, int heads, int epochs) {
        this.slug = slug;
        this.title = title;
        this.vocabulary = vocabulary;
        this.width = width;
        this.layers = layers;
        this.heads = heads;
        this.epochs = epochs;
    }

    TrainingPlan plan() {
        return new TrainingPlan(epochs, new OptimizerPlan(Method.ADAMW, 3e-3, 0.05, 1), Schedule.COSINE, SEED, null);
    }
}
