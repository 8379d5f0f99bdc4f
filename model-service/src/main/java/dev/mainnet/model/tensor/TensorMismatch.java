package dev.mainnet.model.tensor;

/** A value does not fit what the model declares. The message is meant for the caller: it names the input and what was expected. */
public final class TensorMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TensorMismatch(String message) {
        super(message, null, false, false);
    }

    /** The message, never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
