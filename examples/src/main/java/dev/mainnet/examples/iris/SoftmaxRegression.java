package dev.mainnet.examples.iris;

import java.util.List;

/**
 * Multinomial logistic regression, trained by gradient descent over all rows. The same rows give the same bits on every machine:
 * nothing is random, and StrictMath rounds alike everywhere.
 *
 * @param weights for each feature a weight for each class
 * @param bias for each class
 */
record SoftmaxRegression(double[][] weights, double[] bias) {
    private static final int STEPS = 4000;
    private static final double RATE = 0.5;
    /** Keeps the weights small, and probabilities short of certainty. */
    private static final double DECAY = 1e-3;

    static SoftmaxRegression train(List<double[]> rows, List<Integer> classes, int classCount) {
        Standardisation scale = Standardisation.of(rows);
        List<double[]> scaled = rows.stream().map(scale::apply).toList();
        int width = rows.getFirst().length;
        SoftmaxRegression model = new SoftmaxRegression(new double[width][classCount], new double[classCount]);
        for (int step = 0; step < STEPS; step++) {
            model.descend(scaled, classes);
        }
        return scale.foldedInto(model);
    }

    private void descend(List<double[]> rows, List<Integer> classes) {
        double[][] slopes = new double[weights.length][bias.length];
        double[] biasSlopes = new double[bias.length];
        for (int i = 0; i < rows.size(); i++) {
            double[] row = rows.get(i);
            double[] error = probabilities(row);
            error[classes.get(i)] -= 1;
            for (int c = 0; c < bias.length; c++) {
                biasSlopes[c] += error[c];
                for (int f = 0; f < row.length; f++) {
                    slopes[f][c] += row[f] * error[c];
                }
            }
        }
        for (int c = 0; c < bias.length; c++) {
            bias[c] -= RATE * biasSlopes[c] / rows.size();
            for (int f = 0; f < weights.length; f++) {
                weights[f][c] -= RATE * (slopes[f][c] / rows.size() + DECAY * weights[f][c]);
            }
        }
    }

    double[] probabilities(double[] row) {
        double[] scores = bias.clone();
        double max = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < scores.length; c++) {
            for (int f = 0; f < row.length; f++) {
                scores[c] += row[f] * weights[f][c];
            }
            max = StrictMath.max(max, scores[c]);
        }
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = StrictMath.exp(scores[c] - max);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            scores[c] /= sum;
        }
        return scores;
    }
}
