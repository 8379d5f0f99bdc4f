package dev.mainnet.onnx;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in the caller's words what ONNX Runtime says in its own, without its source paths. */
final class OrtErrors {
    private static final int MAX_LENGTH = 600;

    private static final List<Known> REFUSALS = List.of(
            new Known("(\\S+?)\\((-?\\d+)\\) is not a registered function/op", OrtErrors::unknownOperator),
            new Known("No Op registered for (\\S+) with domain_version of (\\d+)", OrtErrors::unknownOperator),
            new Known(
                    "Could not find an implementation for (?:the node )?(?:\\S*:)?(\\w+)\\((\\d+)\\)",
                    found -> new OnnxException.UnsupportedOperator("The model uses the operator '" + found.group(1)
                            + "' with types or in a version (" + found.group(2)
                            + ") that ONNX Runtime does not run on a CPU")),
            new Known(
                    "Unsupported model IR version: (\\d+), max supported IR version: (\\d+)",
                    found -> tooNew("IR version", found)),
            new Known("(?s)Opset (\\d+) is under development.*till opset (\\d+)", found -> tooNew("opset", found)));

    private static final Pattern CODE = Pattern.compile("^Error code - \\S+ - message:\\s*");
    private static final Pattern ASSERTION =
            Pattern.compile("\\S*/onnxruntime\\S*:\\d+ .*? was false\\.\\s*", Pattern.DOTALL);
    private static final Pattern LOCATION = Pattern.compile("\\S*/onnxruntime\\S*:\\d+ (?:\\S+\\([^)]*\\)\\s*)?");
    private static final Pattern PATH = Pattern.compile("(?<![\\w.])/(?:[\\w.+-]+/)+[\\w.+-]*");
    private static final Pattern LOADING = Pattern.compile("^Load model from .*? failed:|^Load model failed:");

    private OrtErrors() {}

    static OnnxException whileOpening(OrtException e) {
        String message = String.valueOf(e.getMessage());
        for (Known known : REFUSALS) {
            Matcher found = known.pattern().matcher(message);
            if (found.find()) {
                return known.refusal().apply(found);
            }
        }
        return new OnnxException.NotAModel("The file is not a valid ONNX model: " + cleaned(message));
    }

    static OnnxException whileRunning(OrtException e) {
        String message = cleaned(String.valueOf(e.getMessage()));
        return switch (e.getCode()) {
            case ORT_INVALID_ARGUMENT -> new OnnxException.InvalidInput("The model refused the input: " + message);
            default -> new OnnxException.RunFailed("The model could not compute this input: " + message);
        };
    }

    private static OnnxException unknownOperator(MatchResult found) {
        return new OnnxException.UnsupportedOperator(
                "The model uses the operator '" + found.group(1) + "', which ONNX Runtime does not have");
    }

    private static OnnxException tooNew(String what, MatchResult found) {
        return new OnnxException.UnsupportedModel("The model's " + what + " " + found.group(1) + " is too new: up to "
                + found.group(2) + " is supported");
    }

    private static String cleaned(String message) {
        String text = CODE.matcher(message).replaceFirst("");
        text = LOADING.matcher(text).replaceFirst("");
        text = ASSERTION.matcher(text).replaceAll("");
        text = LOCATION.matcher(text).replaceAll("");
        text = PATH.matcher(text).replaceAll("").strip();
        if (text.contains("bad_alloc") || text.contains("Failed to allocate memory")) {
            return "it needs more memory than there is";
        }
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }

    private record Known(Pattern pattern, Function<MatchResult, OnnxException> refusal) {
        Known(String pattern, Function<MatchResult, OnnxException> refusal) {
            this(Pattern.compile(pattern), refusal);
        }
    }
}
