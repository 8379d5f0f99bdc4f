package dev.mainnet.training.export;

import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.onnx.Tensor;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;

/** Runs a finished file and compares it with the network that it was written from. */
public final class FileCheck {
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double TOLERANCE = 1e-3;

    private FileCheck() {}

    /**
     * Nothing where all is well.
     *
     * @param expected what the output has to be, row after row
     * @throws IllegalStateException when the file computes anything else
     */
    public static void check(byte[] file, List<Tensor> inputs, String output, float[] expected) {
        try (OnnxModel model = OnnxModel.open(file, SessionSettings.defaults());
                RunControl control = RunControl.within(LONGEST)) {
            Tensor.Numbers answer = (Tensor.Numbers)
                    model.run(inputs, List.of(output), control).getFirst().tensor();
            FloatBuffer values = answer.data().asFloatBuffer();
            if (values.remaining() != expected.length) {
                throw new IllegalStateException(
                        "The file answers %d numbers, the network %d".formatted(values.remaining(), expected.length));
            }
            for (float number : expected) {
                float told = values.get();
                if (!(Math.abs(told - number) <= TOLERANCE * Math.max(1, Math.abs(number)))) {
                    throw new IllegalStateException("The file answers %s, the network %s".formatted(told, number));
                }
            }
        }
    }

    /** The probabilities that scores mean. */
    public static float[] probabilities(float[] scores) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += Math.exp(score - largest);
        }
        float[] probabilities = new float[scores.length];
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] = (float) (Math.exp(scores[i] - largest) / sum);
        }
        return probabilities;
    }
}
