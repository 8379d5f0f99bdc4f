package dev.mainnet.runner.llama;

/** What llama.cpp did not do; the message is meant for the caller. */
public final class LlamaException extends RuntimeException {
    public LlamaException(String message) {
        super(message);
    }
}
