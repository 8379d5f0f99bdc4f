package dev.mainnet.training.tabular;

import dev.mainnet.training.network.Architectures;
import dev.mainnet.training.network.Layer;
import java.util.List;

/** A network for tables. */
public sealed interface NetworkShape {

    /** Its layers for so many numbers in and out. */
    List<Layer> layers(int inputs, int outputs);

    /** @param hidden the sizes of hidden layers; none makes it a logistic or linear regression */
    record Perceptron(List<Integer> hidden) implements NetworkShape {
        public Perceptron {
            hidden = List.copyOf(hidden);
        }

        @Override
        public List<Layer> layers(int inputs, int outputs) {
            return Architectures.perceptron(inputs, hidden, outputs);
        }
    }

    /** @param blocks how deep it is; it learns from two rows at a time at least */
    record Residual(int blocks) implements NetworkShape {
        @Override
        public List<Layer> layers(int inputs, int outputs) {
            return Architectures.residualPerceptron(inputs, blocks, outputs);
        }
    }
}
