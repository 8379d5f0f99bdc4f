package dev.mainnet.onnx;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Holds a call against a model's signature, so that what does not fit is named before ONNX Runtime sees it. */
final class InputCheck {
    private InputCheck() {}

    /** @throws OnnxException.InvalidInput for the first thing that does not fit */
    static Map<String, Tensor> of(ModelSignature signature, List<Tensor> inputs) {
        Map<String, Tensor> byName = new LinkedHashMap<>();
        for (Tensor input : inputs) {
            TensorSpec spec = signature
                    .input(input.name())
                    .orElseThrow(() -> invalid("The model has no input '" + input.name() + "'; it takes "
                            + ModelSignature.listed(signature.inputs())));
            if (byName.put(input.name(), input) != null) {
                throw invalid("Input '" + input.name() + "' is given twice");
            }
            check(spec, input);
        }
        for (TensorSpec spec : signature.inputs()) {
            if (!byName.containsKey(spec.name())) {
                throw invalid("Input '" + spec.name() + "' is missing; the model takes "
                        + ModelSignature.listed(signature.inputs()));
            }
        }
        return byName;
    }

    /** @throws OnnxException.InvalidInput for a name that is no output */
    static Set<String> outputs(ModelSignature signature, List<String> wanted) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : wanted) {
            if (signature.output(name).isEmpty()) {
                throw invalid("The model has no output '" + name + "'; it gives "
                        + ModelSignature.listed(signature.outputs()));
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            signature.outputs().forEach(spec -> names.add(spec.name()));
        }
        return names;
    }

    private static void check(TensorSpec spec, Tensor input) {
        if (spec.datatype() != input.datatype()) {
            throw invalid(
                    "Input '" + input.name() + "' has datatype " + input.datatype() + ", expected " + spec.datatype());
        }
        OptionalLong elements = input.shape().elements();
        if (elements.isEmpty() || !spec.shape().accepts(input.shape())) {
            throw invalid("Input '" + input.name() + "' has shape " + input.shape() + ", expected " + spec.shape()
                    + (spec.shape().dims().contains(-1L) && spec.shape().ranked() ? ", where -1 is any size" : ""));
        }
        long given = switch (input) {
            case Tensor.Numbers numbers -> {
                int size = numbers.datatype().size();
                int bytes = numbers.data().remaining();
                if (bytes % size != 0) {
                    throw invalid(
                            "Input '" + input.name() + "' has " + bytes + " bytes, which is no multiple of " + size);
                }
                yield bytes / size;
            }
            case Tensor.Strings strings -> strings.values().size();
        };
        if (given != elements.getAsLong()) {
            throw invalid("Input '" + input.name() + "' has " + given + " elements, but its shape " + input.shape()
                    + " needs " + elements.getAsLong());
        }
    }

    private static OnnxException invalid(String message) {
        return new OnnxException.InvalidInput(message);
    }
}
