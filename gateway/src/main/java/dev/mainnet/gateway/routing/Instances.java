package dev.mainnet.gateway.routing;

import org.springframework.cloud.loadbalancer.annotation.LoadBalancerClients;
import org.springframework.context.annotation.Configuration;

/** Has every service's instances chosen as {@link ReachableInstances} says. */
@Configuration(proxyBeanMethods = false)
@LoadBalancerClients(defaultConfiguration = ReachableInstances.class)
class Instances {}
