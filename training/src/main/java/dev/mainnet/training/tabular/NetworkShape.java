package dev.mainnet.training.tabular;

import dev.mainnet.training.network.Architectures;
import dev.mainnet.training.network.Layer;
import java.util.List;

/**
 * A network for tables.
 *
 * @param hidden the sizes of hidden layers; none makes it a logistic or linear regression
 */
public record NetworkShape(List<Integer> hidden) {
    public NetworkShape {
        hidden = List.copyOf(hidden);
    }

    List<Layer> layers(int inputs, int outputs) {
        return Architectures.perceptron(inputs, hidden, outputs);
    }
}
