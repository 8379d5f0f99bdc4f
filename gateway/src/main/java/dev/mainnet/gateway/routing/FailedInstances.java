package dev.mainnet.gateway.routing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.stereotype.Component;

/** Instances that could not be reached a moment ago: the registry needs seconds to notice that one was killed. */
@Component
final class FailedInstances {

    private static final int MAX = 1_000;

    private final Cache<String, Boolean> failed;

    FailedInstances(RoutingProperties properties) {
        this.failed = Caffeine.newBuilder()
                .expireAfterWrite(properties.avoidFailed())
                .maximumSize(MAX)
                .build();
    }

    void add(ServiceInstance instance) {
        failed.put(address(instance), true);
    }

    /** The instances to choose from. When all have failed each may be tried again: one of them may be back. */
    List<ServiceInstance> without(List<ServiceInstance> instances) {
        List<ServiceInstance> reachable = instances.stream()
                .filter(instance -> failed.getIfPresent(address(instance)) == null)
                .toList();
        return reachable.isEmpty() ? instances : reachable;
    }

    private static String address(ServiceInstance instance) {
        return instance.getHost() + ":" + instance.getPort();
    }
}
