package dev.mainnet.runner.gguf;

/** A file that is no GGUF that can be served; the message names what is wrong, for its sender. */
public final class NotGgufException extends RuntimeException {
    public NotGgufException(String reason) {
        super("The file is not a GGUF model that can be served: " + reason);
    }
}
