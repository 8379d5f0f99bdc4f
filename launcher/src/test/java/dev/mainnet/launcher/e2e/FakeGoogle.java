package dev.mainnet.launcher.e2e;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import dev.mainnet.testing.GoogleTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** What the platform knows of Google: the address of its keys, and the ID tokens signed with them. */
public final class FakeGoogle implements AutoCloseable {

    private final RSAKey key = GoogleTokens.newKey("google-1");
    private final HttpServer server;

    FakeGoogle() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/certs", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
            }
        });
        server.start();
    }

    /** The settings of a platform that believes it. */
    Map<String, String> environment() {
        return Map.of(
                "MAINNET_GOOGLE_CLIENT_ID",
                GoogleTokens.CLIENT,
                "MAINNET_GOOGLE_ISSUER",
                GoogleTokens.ISSUER,
                "MAINNET_GOOGLE_JWKS_URL",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/certs");
    }

    /** What a token says of somebody whose address Google has verified. */
    JWTClaimsSet.Builder claims(String subject, String email) {
        return GoogleTokens.claims(subject, email, Instant.now());
    }

    /** Signs with the published key. */
    String sign(JWTClaimsSet.Builder claims) {
        return GoogleTokens.sign(claims, key);
    }

    /** Signs with another key that claims to be the published one. */
    String forge(JWTClaimsSet.Builder claims) {
        return GoogleTokens.sign(claims, GoogleTokens.newKey(key.getKeyID()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
