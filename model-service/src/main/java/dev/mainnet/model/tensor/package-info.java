/**
 * Tensors as values: their datatypes, the way from JSON into them and back. Names and binary form follow the Open Inference Protocol v2
 * (https://kserve.github.io/website/docs/concepts/architecture/data-plane/v2-protocol). Knows neither HTTP nor models.
 */
@NullMarked
package dev.mainnet.model.tensor;

import org.jspecify.annotations.NullMarked;
