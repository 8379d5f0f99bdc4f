package dev.mainnet.gateway;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.ReactiveDiscoveryClient;
import reactor.core.publisher.Flux;

/** A registry whose content tests say. */
public final class FakeRegistry implements ReactiveDiscoveryClient {

    private static final Map<String, List<ServiceInstance>> INSTANCES = new ConcurrentHashMap<>();

    /** Replaces the instances of a service by those on these ports. */
    public static void register(String service, int... ports) {
        INSTANCES.put(
                service,
                Arrays.stream(ports).mapToObj(port -> instance(service, port)).toList());
    }

    private static ServiceInstance instance(String service, int port) {
        DefaultServiceInstance instance = new DefaultServiceInstance(service + port, service, "localhost", port, false);
        instance.setUri(URI.create("http://localhost:" + port));
        return instance;
    }

    @Override
    public String description() {
        return "fake";
    }

    @Override
    public Flux<ServiceInstance> getInstances(String service) {
        return Flux.defer(() -> Flux.fromIterable(INSTANCES.getOrDefault(service, List.of())));
    }

    @Override
    public Flux<String> getServices() {
        return Flux.fromIterable(INSTANCES.keySet());
    }
}
