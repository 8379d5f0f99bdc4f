package dev.mainnet.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

class LastKnownInstancesTest {

    private static final ServiceInstance ONE = new DefaultServiceInstance("1", "user-service", "localhost", 1, false);
    private static final ServiceInstance TWO = new DefaultServiceInstance("2", "user-service", "localhost", 2, false);

    private final FakeSupplier registry = new FakeSupplier();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final LastKnownInstances instances = new LastKnownInstances(registry, Duration.ofSeconds(10), () -> now);

    @Test
    void areUsedWhileTheRegistryNamesNobody() {
        registered(ONE, TWO);
        after(60);
        assertThat(registered(TWO)).containsExactly(TWO);

        after(10);
        assertThat(registered()).containsExactly(TWO);
        after(1);
        assertThat(registered()).isEmpty();
    }

    @Test
    void areNobodyBeforeAnyIsRegistered() {
        assertThat(registered()).isEmpty();
    }

    @Test
    void giveWayToWhoeverIsRegisteredNext() {
        registered(ONE);
        assertThat(registered()).containsExactly(ONE);

        assertThat(registered(TWO)).containsExactly(TWO);
        assertThat(registered()).containsExactly(TWO);
    }

    private List<ServiceInstance> registered(ServiceInstance... named) {
        registry.named = List.of(named);
        return instances.get().blockLast();
    }

    private void after(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private static final class FakeSupplier implements ServiceInstanceListSupplier {

        private List<ServiceInstance> named = List.of();

        @Override
        public String getServiceId() {
            return "user-service";
        }

        @Override
        public Flux<List<ServiceInstance>> get() {
            return Flux.just(named);
        }
    }
}
