package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where somebody signs in: for himself to recognise, and to tell him from strangers who guess.
 *
 * @param device what the client calls itself
 * @param address its IP address, as the gateway states it; of a client that came past the gateway its own
 * @param pass what it shows of {@link DevicePasses}, true or not
 */
public record Origin(
        String device, String address, @Nullable Secret pass) {

    private static final int MOST_OF_DEVICE = 200;

    public Origin(String device, String address) {
        this(device, address, null);
    }

    public static Origin of(ServerHttpRequest request) {
        String pass = request.getHeaders().getFirst(DevicePasses.HEADER);
        return new Origin(device(request.getHeaders()), address(request), pass == null ? null : new Secret(pass));
    }

    /** What one party is taken to hold of addresses: an IPv4 address, or the /64 of an IPv6 address. */
    public String network() {
        return address.indexOf(':') < 0 ? address : block(address);
    }

    private static String block(String ipv6) {
        try {
            byte[] bytes = InetAddress.ofLiteral(ipv6).getAddress();
            return bytes.length == 16
                    ? HexFormat.of().formatHex(bytes, 0, 8)
                    : HexFormat.of().formatHex(bytes);
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }

    private static String device(HttpHeaders headers) {
        String name = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.USER_AGENT), "unknown");
        String clean = name.replaceAll("[\\p{Cc}\\p{Cs}]", " ").strip();
        return clean.substring(0, Math.min(clean.length(), MOST_OF_DEVICE));
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? "unknown"
                : peer.getAddress().getHostAddress();
    }
}
