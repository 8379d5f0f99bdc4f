package dev.mainnet.gateway.routing;

import java.time.InstantSource;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;

/**
 * The instances of one service that are registered, or were a moment ago, and were not just found dead. Made once for each service, in a context of its
 * own; no {@code @Configuration}, or it would be made for the gateway itself as well.
 */
class ReachableInstances {

    @Bean
    ServiceInstanceListSupplier reachable(
            ConfigurableApplicationContext service, FailedInstances failed, RoutingProperties properties) {
        return ServiceInstanceListSupplier.builder()
                .withDiscoveryClient()
                .withCaching()
                .with((context, registered) ->
                        new LastKnownInstances(registered, properties.rememberInstances(), InstantSource.system()))
                .with((context, known) -> new WithoutFailed(known, failed))
                .build(service);
    }

    private static final class WithoutFailed extends DelegatingServiceInstanceListSupplier {

        private final FailedInstances failed;

        WithoutFailed(ServiceInstanceListSupplier known, FailedInstances failed) {
            super(known);
            this.failed = failed;
        }

        @Override
        public Flux<List<ServiceInstance>> get() {
            return delegate.get().map(failed::without);
        }
    }
}
