package dev.mainnet.training.loop;

/** How the learning rate moves over a training. */
public enum Schedule {
    CONSTANT {
        @Override
        double factor(long step, long steps) {
            return 1;
        }
    },
    /** Rises for a twentieth of the steps, then falls in half a cosine to a tenth. */
    COSINE {
        @Override
        double factor(long step, long steps) {
            double rising = Math.max(1, steps / 20.0);
            if (step < rising) {
                return (step + 1) / rising;
            }
            double done = (step - rising) / Math.max(1, steps - rising);
            return 0.1 + 0.45 * (1 + Math.cos(Math.PI * Math.min(1, done)));
        }
    };

    /** What to multiply the learning rate by at a step, counted from 0. */
    abstract double factor(long step, long steps);
}
