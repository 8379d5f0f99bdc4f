package dev.mainnet.gateway;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** A {@link GatewayTest} of what takes too long. A call that is to succeed keeps its bounds although the machine pauses for seconds. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@GatewayTest
@TestPropertySource(
        properties = {
            "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s",
            "mainnet.routing.idle-timeout=2s",
            "mainnet.rate-limit.held-body-timeout=2s",
            "mainnet.request.head-timeout=7s",
            "server.netty.idle-timeout=7s"
        })
public @interface ImpatientGatewayTest {}
