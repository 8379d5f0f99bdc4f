package dev.mainnet.onnx;

/** What went wrong with a stranger's file or call. The message is meant for the caller. */
public abstract sealed class OnnxException extends RuntimeException {
    private OnnxException(String message) {
        super(message);
    }

    /** The bytes are no ONNX model, or a broken one. */
    public static final class NotAModel extends OnnxException {
        public NotAModel(String message) {
            super(message);
        }
    }

    /** The model keeps weights in files beside it. They are not taken: their names could point at any file of the machine. */
    public static final class ExternalData extends OnnxException {
        public ExternalData(String message) {
            super(message);
        }
    }

    /** The model uses an operator that ONNX Runtime does not have. */
    public static final class UnsupportedOperator extends OnnxException {
        public UnsupportedOperator(String message) {
            super(message);
        }
    }

    /** A valid model that cannot be served: a newer format, an input or output of a type that has no tensor form. */
    public static final class UnsupportedModel extends OnnxException {
        public UnsupportedModel(String message) {
            super(message);
        }
    }

    /** The call does not fit the model's signature: the message names the input or output and what was expected. */
    public static final class InvalidInput extends OnnxException {
        public InvalidInput(String message) {
            super(message);
        }
    }

    /** The model could not compute this input. */
    public static final class RunFailed extends OnnxException {
        public RunFailed(String message) {
            super(message);
        }
    }

    /** The outputs are larger than the settings allow. */
    public static final class OutputTooLarge extends OnnxException {
        public OutputTooLarge(String message) {
            super(message);
        }
    }

    /** The run was ended when its time was over. */
    public static final class RunTimedOut extends OnnxException {
        public RunTimedOut() {
            super("The model did not answer within the call's timeout");
        }
    }

    /** The run was ended because nobody waits for its answer any more. */
    public static final class RunCancelled extends OnnxException {
        public RunCancelled() {
            super("The call was cancelled");
        }
    }
}
