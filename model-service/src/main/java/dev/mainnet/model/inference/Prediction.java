package dev.mainnet.model.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.mainnet.model.tensor.TensorValues;
import java.util.Map;

/** What a model says of one row. */
public sealed interface Prediction {

    /**
     * A classifier's decision.
     *
     * @param confidence from 0 to 1, with six decimals
     */
    record Classified(@JsonProperty("class") String label, double confidence) implements Prediction {}

    /** The only output's value or vector. */
    record Value(@JsonValue TensorValues values) implements Prediction {}

    /** Several outputs by name. */
    record ByOutput(@JsonValue Map<String, TensorValues> outputs) implements Prediction {}
}
