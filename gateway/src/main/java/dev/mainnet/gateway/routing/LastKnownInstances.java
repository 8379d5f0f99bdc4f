package dev.mainnet.gateway.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/**
 * The registered instances, and while the registry names none those it named last: a registry that forgets the killed within seconds
 * also forgets an instance that was too busy to call in for as long. If it is dead, the attempt to reach it tells so at once.
 */
final class LastKnownInstances extends DelegatingServiceInstanceListSupplier {

    private record Known(List<ServiceInstance> instances, Instant at) {}

    private final Duration remembered;
    private final InstantSource clock;
    private volatile Known last = new Known(List.of(), Instant.MIN);

    LastKnownInstances(ServiceInstanceListSupplier registered, Duration remembered, InstantSource clock) {
        super(registered);
        this.remembered = remembered;
        this.clock = clock;
    }

    @Override
    public Flux<List<ServiceInstance>> get() {
        return delegate.get().map(this::orLastKnown);
    }

    private List<ServiceInstance> orLastKnown(List<ServiceInstance> registered) {
        Instant now = clock.instant();
        if (!registered.isEmpty()) {
            last = new Known(registered, now);
        }
        Known known = last;
        return known.at().isBefore(now.minus(remembered)) ? registered : known.instances();
    }
}
