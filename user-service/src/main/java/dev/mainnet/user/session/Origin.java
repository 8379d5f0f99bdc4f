package dev.mainnet.user.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where somebody signs in: for himself to recognise, and to tell him from strangers who guess.
 *
 * @param device what the client calls itself
 * @param address its IP address
 */
public record Origin(String device, String address) {

    private static final int MOST_OF_DEVICE = 200;
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");

    public static Origin of(ServerHttpRequest request) {
        return new Origin(device(request.getHeaders()), address(request));
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
        List<String> forwarded = request.getHeaders().getOrEmpty("X-Forwarded-For");
        String last = forwarded.isEmpty() ? "" : forwarded.getLast();
        String nearest = last.substring(last.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(nearest).matches() ? nearest : peer(request);
    }

    private static String peer(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? "unknown"
                : peer.getAddress().getHostAddress();
    }
}
