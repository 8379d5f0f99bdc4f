package dev.mainnet.gateway.routing;

import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.cloud.loadbalancer.core.DelegatingServiceInstanceListSupplier;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Chooses among the instances of a service that are registered and were not just found dead. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = Instances.OfOneService.class)
class Instances {

    /** Made once for each service, in a context of its own; no {@code @Configuration}, or it would be made here as well. */
    static class OfOneService {

        @Bean
        ServiceInstanceListSupplier reachableInstances(ConfigurableApplicationContext context, FailedInstances failed) {
            return ServiceInstanceListSupplier.builder()
                    .withDiscoveryClient()
                    .withCaching()
                    .with((inner, registered) -> new Reachable(registered, failed))
                    .build(context);
        }
    }

    private static final class Reachable extends DelegatingServiceInstanceListSupplier {

        private final FailedInstances failed;

        Reachable(ServiceInstanceListSupplier registered, FailedInstances failed) {
            super(registered);
            this.failed = failed;
        }

        @Override
        public Flux<List<ServiceInstance>> get() {
            return delegate.get().map(failed::without);
        }
    }
}
