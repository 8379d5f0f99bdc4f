package dev.mainnet.model.inference;

import dev.mainnet.model.tensor.Tensor;
import java.util.List;

/**
 * What a caller sent, as tensors that fit the model.
 *
 * @param rows for each row a tensor for each of the model's inputs, in the model's order
 * @param listed whether the caller sent a list of rows, and so gets a list back
 */
public record ModelInput(List<List<Tensor>> rows, boolean listed) {}
