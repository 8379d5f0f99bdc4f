package dev.mainnet.job.artifact;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file that a job made.
 *
 * @param name letters, digits, {@code . _ -}, at most 100 characters
 * @param sha256 of the content, in lower-case hex
 */
public record Artifact(UUID jobId, String name, String objectKey, long sizeBytes, String sha256, String contentType) {

    /** The name under which work that is not done keeps where it is, for whoever goes on with it. Nobody else is shown it. */
    public static final String CHECKPOINT = "checkpoint";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    /** Whether a file may be named so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
