package dev.mainnet.training.loop;

import dev.mainnet.training.weights.Snapshot;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training needs to go on after some epochs as if nothing had happened.
 *
 * @param means the optimizer's memory of gradients
 * @param squares the optimizer's memory of their squares
 * @param bestWeights the weights after the best epoch
 */
record Checkpoint(Position position, Snapshot weights, Snapshot means, Snapshot squares, Snapshot bestWeights) {

    /**
     * How far it is.
     *
     * @param steps of the optimizer
     * @param best the number of the best epoch, counted from 1
     */
    record Position(List<EpochMetrics> epochs, long steps, int best) {
        private static final int MAGIC = 0x4d6e4331;

        Position {
            epochs = List.copyOf(epochs);
        }

        void write(DataOutputStream output) throws IOException {
            output.writeInt(MAGIC);
            output.writeLong(steps);
            output.writeInt(best);
            output.writeInt(epochs.size());
            for (EpochMetrics epoch : epochs) {
                output.writeDouble(epoch.loss());
                write(output, epoch.accuracy());
                write(output, epoch.validationLoss());
                write(output, epoch.validationAccuracy());
                output.writeLong(epoch.elapsed().toNanos());
            }
        }

        static Position read(DataInputStream input) throws IOException {
            if (input.readInt() != MAGIC) {
                throw new IOException("Not a checkpoint");
            }
            long steps = input.readLong();
            int best = input.readInt();
            int count = input.readInt();
            List<EpochMetrics> epochs = new ArrayList<>();
            while (epochs.size() < count) {
                epochs.add(new EpochMetrics(
                        epochs.size() + 1,
                        input.readDouble(),
                        figure(input),
                        figure(input),
                        figure(input),
                        Duration.ofNanos(input.readLong())));
            }
            return new Position(epochs, steps, best);
        }

        private static void write(DataOutputStream output, @Nullable Double figure) throws IOException {
            output.writeBoolean(figure != null);
            if (figure != null) {
                output.writeDouble(figure);
            }
        }

        private static @Nullable Double figure(DataInputStream input) throws IOException {
            return input.readBoolean() ? input.readDouble() : null;
        }
    }
}
