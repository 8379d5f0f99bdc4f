package dev.mainnet.runner.inference;

import dev.mainnet.onnx.SessionSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * How calls are run.
 *
 * @param threads threads that work on one run
 * @param concurrency runs at once
 * @param queue calls that may wait for their turn
 * @param timeout how long a call may take, waiting included; a call may ask for less
 * @param overdue how long after its end was asked for a run counts as one that does not end
 * @param maxRequest the largest body of a call
 * @param maxResponse the largest answer
 * @param requestMemory the most that the bodies of all calls under way may take
 */
@ConfigurationProperties("mainnet.inference")
public record InferenceSettings(
        int threads,
        int concurrency,
        int queue,
        Duration timeout,
        Duration overdue,
        DataSize maxRequest,
        DataSize maxResponse,
        DataSize requestMemory) {
    public InferenceSettings {
        if (threads < 1 || concurrency < 1 || queue < 1) {
            throw new IllegalArgumentException("mainnet.inference: threads, concurrency and queue must be at least 1");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("mainnet.inference.timeout must be positive");
        }
        if (overdue.isNegative()) {
            throw new IllegalArgumentException("mainnet.inference.overdue must not be negative");
        }
        if (maxRequest.compareTo(requestMemory) > 0) {
            throw new IllegalArgumentException("mainnet.inference.max-request must not exceed request-memory");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sessions {
        @Bean
        SessionSettings sessionSettings(InferenceSettings settings) {
            return new SessionSettings(
                    settings.threads(), settings.maxResponse().toBytes());
        }
    }
}
