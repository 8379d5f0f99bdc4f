package dev.mainnet.examples.iris;

import java.util.List;

/** Moves each feature to mean 0 and deviation 1, so that gradient descent treats all alike. */
record Standardisation(double[] means, double[] deviations) {
    static Standardisation of(List<double[]> rows) {
        int width = rows.getFirst().length;
        double[] means = new double[width];
        double[] deviations = new double[width];
        for (int f = 0; f < width; f++) {
            double sum = 0;
            for (double[] row : rows) {
                sum += row[f];
            }
            means[f] = sum / rows.size();
            double squares = 0;
            for (double[] row : rows) {
                squares += (row[f] - means[f]) * (row[f] - means[f]);
            }
            deviations[f] = StrictMath.sqrt(squares / rows.size());
        }
        return new Standardisation(means, deviations);
    }

    double[] apply(double[] row) {
        double[] scaled = new double[row.length];
        for (int f = 0; f < row.length; f++) {
            scaled[f] = (row[f] - means[f]) / deviations[f];
        }
        return scaled;
    }

    /** A model of raw features that equals {@code model} of standardised ones. */
    SoftmaxRegression foldedInto(SoftmaxRegression model) {
        double[][] weights = new double[means.length][model.bias().length];
        double[] bias = model.bias().clone();
        for (int f = 0; f < means.length; f++) {
            for (int c = 0; c < bias.length; c++) {
                weights[f][c] = model.weights()[f][c] / deviations[f];
                bias[c] -= weights[f][c] * means[f];
            }
        }
        return new SoftmaxRegression(weights, bias);
    }
}
