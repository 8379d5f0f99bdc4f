package dev.mainnet.gateway.limit;

import dev.mainnet.gateway.documentation.DocumentationPaths;
import dev.mainnet.gateway.identity.Caller;
import dev.mainnet.gateway.limit.DeploymentLimits.Deployed;
import dev.mainnet.gateway.request.ClientAddresses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Says which quotas a request counts against; none for what is free. */
@Component
final class QuotasOfRequests {

    private static final Pattern INVOKE = Pattern.compile("/api/v1/invoke/([^/]+/[^/]+)");

    private static final Pattern DEPLOY_INVOKE = Pattern.compile("/api/deploy/invoke/([^/]+)/([^/]+)");

    private final LimitProperties limits;
    private final DeploymentLimits deployments;
    private final ClientAddresses addresses;

    QuotasOfRequests(LimitProperties limits, DeploymentLimits deployments, ClientAddresses addresses) {
        this.limits = limits;
        this.deployments = deployments;
        this.addresses = addresses;
    }

    /** In the order to count them: a refusal by one spares those after it. */
    List<Quota> of(ServerWebExchange exchange) {
        String address = addresses.blockOf(exchange);
        return switch (Caller.of(exchange)) {
            case Caller.Refused refused -> List.of(Quota.hourly("refused:" + address, limits.refused()));
            case Caller.Machine machine -> ofMachine(machine, address);
            case Caller.Renewing unknown -> ofNobody(exchange.getRequest(), address);
            case Caller.Anonymous nobody -> ofNobody(exchange.getRequest(), address);
            case Caller.Known caller -> isFree(exchange.getRequest()) ? List.of() : ofKnown(caller, exchange);
        };
    }

    private List<Quota> ofNobody(ServerHttpRequest request, String address) {
        if (isFree(request)) {
            return List.of();
        }
        return List.of(
                isStripe(request)
                        ? Quota.perMinute("stripe:" + address, limits.stripe())
                        : Quota.hourly("address:" + address, limits.anonymous()));
    }

    private List<Quota> ofMachine(Caller.Machine machine, String address) {
        String token = UUID.nameUUIDFromBytes(machine.token().getBytes(StandardCharsets.UTF_8))
                .toString();
        return List.of(
                Quota.perMinute("workers:" + address, limits.workersOfAddress()),
                Quota.perMinute("worker:" + token, limits.worker()));
    }

    private List<Quota> ofKnown(Caller.Known caller, ServerWebExchange exchange) {
        List<Quota> quotas = new ArrayList<>();
        if (caller instanceof Caller.KeyHolder(var key) && key.requestsPerMinute() != null) {
            quotas.add(Quota.perMinute("key:" + key.keyId(), key.requestsPerMinute()));
        }
        quotas.add(called(exchange)
                .filter(deployed -> deployed.isOpenTo(caller))
                .map(deployed -> Quota.perMinute(
                        "deployment:" + deployed.id() + ":" + caller.accountId(),
                        deployed.limit().orElse(limits.deployment())))
                .orElseGet(() -> Quota.hourly("account:" + caller.accountId(), limits.authenticated())));
        return quotas;
    }

    private Optional<Deployed> called(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        if (!HttpMethod.POST.equals(request.getMethod())) {
            return Optional.empty();
        }
        Matcher call = INVOKE.matcher(request.getPath().value());
        if (call.matches()) {
            return deployments.at(call.group(1));
        }
        Matcher dialect = DEPLOY_INVOKE.matcher(request.getURI().getPath());
        return dialect.matches()
                ? deployments.named(dialect.group(2), dialect.group(1))
                : AskedModelFilter.model(exchange).flatMap(deployments::at);
    }

    /** Where Stripe delivers its events; billing-service judges whether they are Stripe's. */
    private static boolean isStripe(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && request.getPath().value().equals("/api/v1/billing/stripe/webhook");
    }

    private static boolean isFree(ServerHttpRequest request) {
        String path = request.getPath().value();
        return HttpMethod.GET.equals(request.getMethod())
                && (path.equals("/") || path.equals("/.well-known/jwks.json") || DocumentationPaths.contains(path));
    }
}
