package dev.mainnet.gateway.routing;

import dev.mainnet.defaults.egress.CancelledCalls;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Which service answers which path. The first route that fits takes the request, so the special ones come first. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final String USERS = "lb://user-service";
    private static final String MODELS = "lb://model-service";
    private static final String BILLING = "lb://billing-service";
    private static final String JOBS = "lb://job-service";

    private static final String[] CALLS = {"/v1/chat/completions", "/api/v1/invoke/*/*", "/api/deploy/invoke/*/*"};
    /** The same, as the client that asks the service knows them. */
    private static final Pattern CALL =
            Pattern.compile("v1/chat/completions|api/v1/invoke/[^/]+/[^/]+|api/deploy/invoke/[^/]+/[^/]+");

    @Bean
    RouteLocator serviceRoutes(RouteLocatorBuilder builder, RoutingProperties properties) {
        return builder.routes()
                .route(
                        "model-uploads",
                        route -> route.path("/api/v1/models", "/models")
                                .and()
                                .method(HttpMethod.POST)
                                .metadata(within(properties.uploadTimeout()))
                                .uri(MODELS))
                .route(
                        "calls",
                        route -> route.path(CALLS)
                                .metadata(within(properties.callTimeout()))
                                .uri(MODELS))
                .route(
                        "job-uploads",
                        route -> route.path(
                                        "/api/v1/datasets/upload",
                                        "/datasets/upload",
                                        "/api/v1/workers/*/leases/*/artifacts/*")
                                .metadata(within(properties.uploadTimeout()))
                                .uri(JOBS))
                .route(
                        "leases",
                        route -> route.path("/api/v1/workers/*/leases")
                                .metadata(within(properties.longPollTimeout()))
                                .uri(JOBS))
                .route(
                        "event-streams",
                        route -> route.path("/api/v1/jobs/*/events", "/api/v1/training/*/events")
                                .metadata(within(Duration.ofMillis(-1)))
                                .uri(JOBS))
                .route(
                        "user",
                        route -> route.path("/api/v1/user/**")
                                .filters(filters -> filters.stripPrefix(2))
                                .uri(USERS))
                .route(
                        "user-dialects",
                        route -> route.path(
                                        "/atlas/auth/**",
                                        "/atlas/refresh/**",
                                        "/atlas/me",
                                        "/atlas/role",
                                        "/atlas/version",
                                        "/api/auth/**",
                                        "/auth/**",
                                        "/api/v1/auth/**",
                                        "/kraken/auth/**")
                                .uri(USERS))
                .route(
                        "user-keys",
                        route -> route.path("/.well-known/jwks.json").uri(USERS))
                .route(
                        "model",
                        route -> route.path(
                                        "/api/v1/models/**",
                                        "/models",
                                        "/models/**",
                                        "/api/v1/deployments/**",
                                        "/api/v1/hub/**",
                                        "/api/v1/invoke/**",
                                        "/api/v1/providers/**",
                                        "/v1/**",
                                        "/api/deploy/**")
                                .uri(MODELS))
                .route(
                        "billing",
                        route -> route.path("/api/v1/billing/**", "/api/payment/**", "/payment/**")
                                .uri(BILLING))
                .route(
                        "job",
                        route -> route.path(
                                        "/api/v1/datasets/**",
                                        "/datasets/**",
                                        "/api/v1/training/**",
                                        "/training",
                                        "/training/**",
                                        "/api/v1/batch-predictions/**",
                                        "/api/v1/jobs/**",
                                        "/api/v1/webhooks/**",
                                        "/webhooks/**",
                                        "/api/v1/workers/**")
                                .uri(JOBS))
                .build();
    }

    /**
     * Streams may last, but not be silent for ever; keep-alive comments of event streams count as life. A call is silent as long as its
     * answer is written.
     */
    @Bean
    HttpClientCustomizer idleAnswers(RoutingProperties properties) {
        Duration idle = properties.idleTimeout();
        Duration ofCalls = properties.callTimeout().compareTo(idle) > 0 ? properties.callTimeout() : idle;
        return client -> client.responseTimeout(idle).doOnRequest((request, connection) -> {
            if (CALL.matcher(request.path()).matches()) {
                request.responseTimeout(ofCalls);
            }
        });
    }

    /** For {@link AbandonedCallFilter}. */
    @Bean
    HttpClientCustomizer watchedCalls() {
        return CancelledCalls::watch;
    }

    /** Until the head of the answer; a negative time has no bound. */
    private static Map<String, Object> within(Duration timeout) {
        return Map.of(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, timeout.toMillis());
    }
}
