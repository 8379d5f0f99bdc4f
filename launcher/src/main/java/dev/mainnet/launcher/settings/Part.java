package dev.mainnet.launcher.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A process of the platform, in the order in which the parts are shown. */
public enum Part {
    /** Its memory is the size of the shared buffers. */
    POSTGRES("postgres", 15432, "", "32MB"),
    KAFKA("kafka", 19092, "CONTROLLER_PORT", "112m"),
    DISCOVERY("discovery", 8761, "MANAGEMENT_PORT", "64m"),
    GATEWAY("gateway", 4000, "MANAGEMENT_PORT", "96m"),
    USER_SERVICE("user-service", 3000, "MANAGEMENT_PORT", "112m"),
    MODEL_SERVICE("model-service", 3001, "MANAGEMENT_PORT", "128m"),
    BILLING_SERVICE("billing-service", 3002, "MANAGEMENT_PORT", "80m"),
    JOB_SERVICE("job-service", 3003, "MANAGEMENT_PORT", "96m"),
    RUNNER("runner", 3010, "MANAGEMENT_PORT", "128m"),
    WORKER("worker", 0, "", "96m");

    private final String label;
    private final int defaultPort;
    private final String secondPort;
    private final String defaultMemory;

    Part(String label, int defaultPort, String secondPort, String defaultMemory) {
        this.label = label;
        this.defaultPort = defaultPort;
        this.secondPort = secondPort;
        this.defaultMemory = defaultMemory;
    }

    /** The name by which people and log files call this part, for example {@code user-service}. */
    public String label() {
        return label;
    }

    /** The port on which this part listens unless told otherwise; 0 for one that listens on none. */
    int defaultPort() {
        return defaultPort;
    }

    String defaultMemory() {
        return defaultMemory;
    }

    /** The environment variable of this part's second port (management, or Kafka's controller), where it has one. */
    public Optional<String> secondPortVariable() {
        return secondPort.isEmpty() ? Optional.empty() : Optional.of(variable(secondPort));
    }

    /** The environment variable that sets something of this part, for example {@code MAINNET_USER_SERVICE_PORT}. */
    public String variable(String suffix) {
        return "MAINNET_" + name() + "_" + suffix;
    }

    /** Whether this part is one of the project's own programs, built as {@code mainnet-<label>-app.jar}. */
    public boolean isApplication() {
        return this != POSTGRES && this != KAFKA;
    }

    /** Whether calls of models are answered without this part. */
    public boolean isForJobsOnly() {
        return this == JOB_SERVICE || this == WORKER;
    }

    /** Finds a part by its label. */
    public static Optional<Part> named(String label) {
        String wanted = label.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(part -> part.label.equals(wanted)).findFirst();
    }
}
