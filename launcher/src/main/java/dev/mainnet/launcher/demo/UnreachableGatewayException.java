package dev.mainnet.launcher.demo;

/** The gateway gave no answer at all. */
public final class UnreachableGatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreachableGatewayException(String address, Exception cause) {
        super("No answer from the gateway at " + address + ": " + cause, cause);
    }
}
