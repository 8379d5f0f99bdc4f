package dev.mainnet.gateway.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Where a request comes from: the peer, or, where the peer is a trusted proxy, the nearest address before it that is none. */
@Component
public final class ClientAddresses {

    private static final String ATTRIBUTE = ClientAddresses.class.getName();

    private final List<Network> trusted;

    ClientAddresses(RequestProperties properties) {
        this.trusted = properties.trustedProxies().stream()
                .filter(network -> !network.isBlank())
                .map(network -> Network.parse(network.strip()))
                .toList();
    }

    /** The same at each call for one request, also after the headers it was read from are dropped. */
    public InetAddress of(ServerWebExchange exchange) {
        return (InetAddress) exchange.getAttributes().computeIfAbsent(ATTRIBUTE, name -> find(exchange));
    }

    /** Whom to count a request for: a household or a server holds at least a /64 of IPv6 addresses, which count as one. */
    public String blockOf(ServerWebExchange exchange) {
        InetAddress address = of(exchange);
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
                : address.getHostAddress();
    }

    private InetAddress find(ServerWebExchange exchange) {
        InetAddress nearest = Optional.ofNullable(exchange.getRequest().getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .orElseGet(InetAddress::getLoopbackAddress);
        if (!isTrusted(nearest)) {
            return nearest;
        }
        List<String> hops = exchange.getRequest().getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .toList();
        for (String hop : hops.reversed()) {
            Optional<InetAddress> address = literal(hop.strip());
            if (address.isEmpty()) {
                return nearest;
            }
            nearest = address.get();
            if (!isTrusted(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
