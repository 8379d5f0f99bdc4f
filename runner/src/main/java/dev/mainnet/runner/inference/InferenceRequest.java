package dev.mainnet.runner.inference;

import dev.mainnet.onnx.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A call of a model, read from the wire.
 *
 * @param outputs what is asked for; everything where empty
 * @param binary whether outputs that say nothing else are answered in binary form
 * @param timeout how long the caller wants to wait at most
 */
record InferenceRequest(
        Optional<String> id,
        List<Tensor> inputs,
        List<RequestedOutput> outputs,
        boolean binary,
        Optional<Duration> timeout) {

    List<String> outputNames() {
        return outputs.stream().map(RequestedOutput::name).toList();
    }

    boolean answersInBinary(String output) {
        return outputs.stream()
                .filter(requested -> requested.name().equals(output))
                .findFirst()
                .flatMap(RequestedOutput::binary)
                .orElse(binary);
    }

    /** An output asked for by name, and the form wanted where the call names one. */
    record RequestedOutput(String name, Optional<Boolean> binary) {}
}
