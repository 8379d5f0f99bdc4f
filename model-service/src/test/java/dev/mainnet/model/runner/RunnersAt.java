package dev.mainnet.model.runner;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** Runners at addresses of a test's. */
public final class RunnersAt {

    private RunnersAt() {}

    public static Runners at(URI... urls) {
        RunnerSettings settings = new RunnerSettings(
                List.of(urls),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                8,
                8,
                8,
                Duration.ofSeconds(30),
                DataSize.ofMegabytes(1));
        return new Runners(settings, new RunnerClients(settings));
    }
}
