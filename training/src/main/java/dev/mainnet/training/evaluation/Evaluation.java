package dev.mainnet.training.evaluation;

import java.util.List;

/** How well a model tells rows that it did not learn. */
public sealed interface Evaluation {

    /**
     * Shares from 0 to 1. Precision, recall and f1 are the means over the classes; a class that was never told, or never there, counts 0
     * where the share has no meaning.
     *
     * @param confusion for each class of the rows, how often each class was told
     */
    record Classification(
            List<String> classes, double accuracy, double precision, double recall, double f1, long[][] confusion)
            implements Evaluation {

        /**
         * @param wanted for each row the number of its class
         * @param outputs for each row the scores of the classes
         */
        public static Classification of(List<String> classes, float[] wanted, float[][] outputs) {
            long[][] confusion = new long[classes.size()][classes.size()];
            long correct = 0;
            for (int i = 0; i < wanted.length; i++) {
                int told = largest(outputs[i]);
                confusion[(int) wanted[i]][told]++;
                correct += told == (int) wanted[i] ? 1 : 0;
            }
            double precision = 0;
            double recall = 0;
            double f1 = 0;
            for (int c = 0; c < classes.size(); c++) {
                long told = 0;
                long there = 0;
                for (int other = 0; other < classes.size(); other++) {
                    told += confusion[other][c];
                    there += confusion[c][other];
                }
                double right = confusion[c][c];
                precision += told == 0 ? 0 : right / told;
                recall += there == 0 ? 0 : right / there;
                f1 += told + there == 0 ? 0 : 2 * right / (told + there);
            }
            int n = classes.size();
            return new Classification(
                    classes, (double) correct / wanted.length, precision / n, recall / n, f1 / n, confusion);
        }

        private static int largest(float[] scores) {
            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
            return best;
        }
    }

    /**
     * In units of the target.
     *
     * @param determination the part of the variance that is explained, at most 1 (R²)
     */
    record Regression(double rootMeanSquaredError, double meanAbsoluteError, double determination)
            implements Evaluation {

        /**
         * @param wanted for each row its scaled value
         * @param outputs for each row what the network gave, scaled alike
         * @param unit how much of the target 1 is
         */
        public static Regression of(float[] wanted, float[][] outputs, double unit) {
            double mean = 0;
            for (float value : wanted) {
                mean += value / wanted.length;
            }
            double squares = 0;
            double absolute = 0;
            double variance = 0;
            for (int i = 0; i < wanted.length; i++) {
                double error = outputs[i][0] - wanted[i];
                squares += error * error;
                absolute += Math.abs(error);
                variance += (wanted[i] - mean) * (wanted[i] - mean);
            }
            int n = wanted.length;
            return new Regression(
                    Math.sqrt(squares / n) * unit, absolute / n * unit, variance == 0 ? 0 : 1 - squares / variance);
        }
    }
}
