package dev.mainnet.runner.template;

/** A template that cannot be used, or that refuses what it was given; the message tells why. */
public final class TemplateException extends RuntimeException {
    public TemplateException(String message) {
        super(message);
    }
}
