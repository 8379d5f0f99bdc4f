package dev.mainnet.user.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.testing.GoogleTokens;
import dev.mainnet.testing.MovableClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class GoogleKeysTest {

    private static final RSAKey KEY = GoogleTokens.newKey("known");

    private volatile boolean down;
    private final AtomicInteger fetches = new AtomicInteger();
    private final MovableClock clock = new MovableClock();
    private final DisposableServer server = HttpServer.create()
            .port(0)
            .route(routes -> routes.get("/certs", (request, response) -> {
                fetches.incrementAndGet();
                return down
                        ? response.status(500).send()
                        : response.sendString(Mono.just(new JWKSet(KEY.toPublicJWK()).toString())
                                .delayElement(Duration.ofMillis(100)));
            }))
            .bindNow();
    private final GoogleKeys keys = new GoogleKeys(
            new GoogleProperties("client", URI.create("http://localhost:" + server.port() + "/certs"), "issuer"),
            clock);

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void manyAtOnceWaitForOneFetch() {
        List<RSAKey> found = Flux.range(0, 20)
                .flatMap(i -> keys.named("known"), 20)
                .collectList()
                .block();

        assertThat(found).hasSize(20);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void aKnownKeyIsGoodForADayWhileItsSourceIsDown() {
        keys.named("known").block();
        down = true;

        clock.forward(Duration.ofHours(23));
        for (int i = 0; i < 5; i++) {
            assertThat(keys.named("known").block()).isNotNull();
        }
        assertThat(fetches).hasValue(2);
        clock.forward(Duration.ofHours(2));
        assertUnavailable("known");
    }

    @Test
    void aSourceThatIsDownIsAskedTwiceAMinuteAtMost() {
        down = true;

        for (int i = 0; i < 5; i++) {
            assertUnavailable("unknown-" + i);
        }
        assertThat(fetches).hasValue(1);

        down = false;
        assertUnavailable("known");
        clock.forward(Duration.ofSeconds(30));
        assertThat(keys.named("known").block()).isNotNull();
    }

    @Test
    void anUnknownKeyIsNoneOnlyWhenTheSourceSaysSo() {
        keys.named("known").block();
        assertThat(keys.named("unknown").blockOptional()).isEmpty();
        down = true;
        clock.forward(Duration.ofSeconds(30));

        assertUnavailable("unknown");
        assertUnavailable("unknown");
        assertThat(keys.named("known").block()).isNotNull();
    }

    private void assertUnavailable(String kid) {
        assertThat(keys.named(kid)
                        .map(key -> ErrorCode.INTERNAL_ERROR)
                        .onErrorResume(ApiException.class, e -> Mono.just(e.code()))
                        .block())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }
}
