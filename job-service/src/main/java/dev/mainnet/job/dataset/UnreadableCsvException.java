package dev.mainnet.job.dataset;

/** A file that is not the CSV it should be. The message is for its owner. */
final class UnreadableCsvException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableCsvException(long line, String what) {
        this("line " + line + ": " + what);
    }

    UnreadableCsvException(String what) {
        super(what);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
