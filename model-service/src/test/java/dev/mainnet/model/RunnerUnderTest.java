package dev.mainnet.model;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Points the service under test at {@link FakeRunner}, behind a runner that is always away. */
@TestConfiguration(proxyBeanMethods = false)
public class RunnerUnderTest {

    @Bean
    DynamicPropertyRegistrar runnerUrls() {
        return registry -> {
            // A fixed favourite cannot be chosen: whichever of the two is asked first, the calls must get through.
            registry.add("mainnet.runner.urls", () -> "http://127.0.0.1:9," + FakeRunner.INSTANCE.url());
            registry.add("mainnet.runner.timeout", () -> "20s");
            registry.add("mainnet.runner.max-wait", () -> "30s");
            registry.add("mainnet.runner.connect-timeout", () -> "10s");
            registry.add("mainnet.runner.max-connections", () -> "256");
            registry.add("mainnet.registry.max-model-size", () -> "64KB");
        };
    }
}
