package dev.mainnet.job.dataset;

/** A file that is not what it should be. The message is for its owner. */
final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(long line, String what) {
        this("line " + line + ": " + what);
    }

    UnreadableFileException(String what) {
        super(what);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
