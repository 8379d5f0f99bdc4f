package dev.mainnet.user.google;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistrar;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What user-service knows of Google: its keys. Found by the component scan of every test. */
@Configuration(proxyBeanMethods = false)
public class FakeGoogle {

    static final String CLIENT = "client-1.apps.example.com";
    static final String ISSUER = "https://accounts.google.com";
    static final RSAKey KEY = newKey("google-1");
    static final AtomicInteger FETCHES = new AtomicInteger();

    @Bean
    DisposableServer fakeGoogleServer() {
        return HttpServer.create()
                .port(0)
                .route(routes -> routes.get("/certs", (request, response) -> {
                    FETCHES.incrementAndGet();
                    return response.header("Content-Type", "application/json")
                            .sendString(Mono.just(new JWKSet(KEY.toPublicJWK()).toString()));
                }))
                .bindNow();
    }

    @Bean
    DynamicPropertyRegistrar googleSettings(DisposableServer fakeGoogleServer) {
        return properties -> {
            properties.add("mainnet.google.client-id", () -> CLIENT);
            properties.add("mainnet.google.jwks-url", () -> "http://localhost:" + fakeGoogleServer.port() + "/certs");
        };
    }

    public static JWTClaimsSet.Builder claims(String subject, String email, Instant now) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(CLIENT)
                .subject(subject)
                .jwtID(UUID.randomUUID().toString())
                .claim("email", email)
                .claim("email_verified", true)
                .claim("name", "Ada Lovelace")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3_600)));
    }

    public static String sign(JWTClaimsSet.Builder claims) {
        return sign(claims, KEY);
    }

    public static String sign(JWTClaimsSet.Builder claims, RSAKey key) {
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.build());
            jwt.sign(new RSASSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RSAKey newKey(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
