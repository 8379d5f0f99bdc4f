package dev.mainnet.worker.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How this worker runs, from environment variables.
 *
 * @param gateway the platform's address ({@code MAINNET_GATEWAY_URL})
 * @param enrollmentToken {@code me_…}, or an access token or API key of whoever lends the machine
 *     ({@code MAINNET_WORKER_ENROLLMENT_TOKEN}); empty where the worker is enrolled already
 * @param home keeps the worker's token, cached inputs and scratch files ({@code MAINNET_WORKER_HOME})
 * @param name shown to its operator ({@code MAINNET_WORKER_NAME})
 * @param cacheBytes of inputs kept for the next job, of each kind of job ({@code MAINNET_WORKER_CACHE_BYTES})
 * @param threads that compute ({@code MAINNET_WORKER_THREADS})
 * @param chunkTimeout for the rows that go to a model at once ({@code MAINNET_WORKER_CHUNK_TIMEOUT})
 * @param trainingHeap of the process of a training, as {@code -Xmx} takes it ({@code MAINNET_WORKER_TRAINING_HEAP})
 * @param checkpointInterval the least time between two checkpoints of a training that go to the platform
 *     ({@code MAINNET_WORKER_CHECKPOINT_INTERVAL})
 * @param readyFile made once the worker is enrolled ({@code MAINNET_WORKER_READY_FILE})
 */
public record WorkerSettings(
        URI gateway,
        String enrollmentToken,
        Path home,
        String name,
        long cacheBytes,
        int threads,
        Duration chunkTimeout,
        String trainingHeap,
        Duration checkpointInterval,
        Optional<Path> readyFile) {

    /** A setting that cannot be used; the message names the variable. */
    public static final class InvalidSettingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidSettingException(String variable, String message, Throwable cause) {
            super(variable + " " + message, cause);
        }
    }

    /**
     * Reads the settings.
     *
     * @throws InvalidSettingException for the first that cannot be used
     */
    public static WorkerSettings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new WorkerSettings(
                variables.read("MAINNET_GATEWAY_URL", "http://localhost:4000", WorkerSettings::address),
                variables.text("MAINNET_WORKER_ENROLLMENT_TOKEN", ""),
                variables
                        .read("MAINNET_WORKER_HOME", ".mainnet/worker", Path::of)
                        .toAbsolutePath(),
                variables.text("MAINNET_WORKER_NAME", hostName()),
                variables.read("MAINNET_WORKER_CACHE_BYTES", "2147483648", WorkerSettings::positive),
                (int) (long) variables.read("MAINNET_WORKER_THREADS", "2", WorkerSettings::positive),
                variables.read("MAINNET_WORKER_CHUNK_TIMEOUT", "PT60S", Duration::parse),
                variables.read("MAINNET_WORKER_TRAINING_HEAP", "2g", WorkerSettings::heap),
                variables.read("MAINNET_WORKER_CHECKPOINT_INTERVAL", "PT2S", Duration::parse),
                Optional.of(variables.text("MAINNET_WORKER_READY_FILE", ""))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of));
    }

    private static URI address(String text) {
        URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("has no host");
        }
        return uri;
    }

    private static long positive(String text) {
        long number = Long.parseLong(text);
        if (number < 1) {
            throw new IllegalArgumentException("is not positive");
        }
        return number;
    }

    private static String heap(String text) {
        if (!text.matches("[1-9]\\d{0,9}[kmgKMG]?")) {
            throw new IllegalArgumentException("is no size of memory");
        }
        return text;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "worker";
        }
    }
}
