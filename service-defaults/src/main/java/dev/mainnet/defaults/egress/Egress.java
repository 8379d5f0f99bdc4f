package dev.mainnet.defaults.egress;

import dev.mainnet.defaults.error.ApiException;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Outgoing HTTP to addresses that users gave. Unless the operator allows private ones, it takes https only, and each connection goes to
 * an address that was resolved once and found public: a name that changes between a check and a connection gains nothing. Redirects are
 * not followed, and no proxy of the environment is used.
 */
public final class Egress {

    private static final int LONGEST_URL = 2_000;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final boolean allowPrivate;
    private final GuardedResolvers resolvers = new GuardedResolvers(this::allows);

    public Egress(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /**
     * The address that a user wrote, if it may be spoken to as far as can be told from its text.
     *
     * @param field the name the user knows it by
     * @throws ApiException {@code validation_error} that names the field
     */
    public URI check(String field, String url) {
        URI parsed = parse(field, url);
        String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(allowPrivate && scheme.equals("http"))) {
            throw ApiException.invalid(
                    field, allowPrivate ? "must be an http or https address" : "must be an https address");
        }
        if (parsed.getHost() == null || parsed.getRawUserInfo() != null || parsed.getRawFragment() != null) {
            throw ApiException.invalid(field, "must be an address with a host, without a user and without a fragment");
        }
        if (parsed.getPort() == 0 || parsed.getPort() > 65_535) {
            throw ApiException.invalid(field, "has a port that does not exist");
        }
        if (isLocalName(parsed.getHost()) || isRefusedLiteral(parsed.getHost())) {
            throw ApiException.invalid(field, "must be a public address");
        }
        return parsed;
    }

    /** A client whose connections go to public addresses only. */
    public HttpClient client(ConnectionProvider connections) {
        return HttpClient.create(connections)
                .resolver(resolvers)
                .noProxy()
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis());
    }

    /** Whether a failure of such a client came from an address that is not public. */
    public static boolean isRefusal(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(ForbiddenAddress.class::isInstance);
    }

    private boolean allows(InetAddress address) {
        return allowPrivate || PublicAddresses.contain(address);
    }

    private static URI parse(String field, String url) {
        if (url.length() > LONGEST_URL) {
            throw ApiException.invalid(field, "must have at most " + LONGEST_URL + " characters");
        }
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw ApiException.invalid(field, "is not an address");
        }
    }

    private boolean isLocalName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return !allowPrivate && (name.equals("localhost") || name.endsWith(".localhost") || name.endsWith(".internal"));
    }

    private boolean isRefusedLiteral(String host) {
        InetAddress literal = literal(host);
        return literal != null && !allows(literal);
    }

    private static @Nullable InetAddress literal(String host) {
        boolean looksLikeOne = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return looksLikeOne ? InetAddress.getByName(host) : null;
        } catch (UnknownHostException e) {
            return new InetSocketAddress(0).getAddress();
        }
    }
}
