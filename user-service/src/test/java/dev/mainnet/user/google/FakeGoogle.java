package dev.mainnet.user.google;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.mainnet.testing.GoogleTokens;
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

    static final RSAKey KEY = GoogleTokens.newKey("google-1");
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
            properties.add("mainnet.google.client-id", () -> GoogleTokens.CLIENT);
            properties.add("mainnet.google.jwks-url", () -> "http://localhost:" + fakeGoogleServer.port() + "/certs");
        };
    }

    /** Signs with the key that it publishes. */
    public static String sign(JWTClaimsSet.Builder claims) {
        return GoogleTokens.sign(claims, KEY);
    }
}
