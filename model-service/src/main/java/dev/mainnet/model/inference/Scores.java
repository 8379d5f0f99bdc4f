package dev.mainnet.model.inference;

import java.util.Arrays;

/** One row of a classifier's scores as probabilities. */
final class Scores {

    /** Half-precision scores of many classes add up to 1 no more exactly than this. */
    private static final double TOLERANCE = 0.01;

    private static final double DECIMALS = 1e6;

    private final double[] probabilities;

    private Scores(double[] probabilities) {
        this.probabilities = probabilities;
    }

    /** Takes scores that are probabilities as they are, and others through softmax. */
    static Scores of(double[] row) {
        double sum = Arrays.stream(row).sum();
        boolean probable = Arrays.stream(row).allMatch(score -> score >= -1e-6 && score <= 1 + 1e-6);
        return new Scores(probable && Math.abs(sum - 1) <= TOLERANCE ? row : softmax(row));
    }

    /** Takes the single score of two classes, the probability or the logit of the second. */
    static Scores ofTwo(double score) {
        double second = score >= 0 && score <= 1 ? score : 1 / (1 + Math.exp(-score));
        return new Scores(new double[] {1 - second, second});
    }

    int best() {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }

    int size() {
        return probabilities.length;
    }

    /** The probability of a class from 0 to 1; 0 where the model gave no number. */
    double confidence(int index) {
        double probability = Math.clamp(probabilities[index], 0, 1);
        return Double.isNaN(probability) ? 0 : Math.round(probability * DECIMALS) / DECIMALS;
    }

    private static double[] softmax(double[] row) {
        double most = Arrays.stream(row).max().orElse(0);
        double[] powers =
                Arrays.stream(row).map(score -> Math.exp(score - most)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }
}
