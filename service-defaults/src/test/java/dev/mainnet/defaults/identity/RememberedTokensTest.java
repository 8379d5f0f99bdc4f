package dev.mainnet.defaults.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RememberedTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final List<String> verified = new ArrayList<>();
    private final JwtTimestampValidator time = new JwtTimestampValidator(Duration.ZERO);
    private final RememberedTokens tokens = new RememberedTokens(this::verify, time);

    @Test
    void aTokenIsVerifiedOnce() {
        assertThat(tokens.decode("good").block()).isSameAs(tokens.decode("good").block());
        tokens.decode("other").block();
        assertThat(verified).containsExactly("good", "other");
    }

    @Test
    void aTokenThatIsNotGoodIsVerifiedEachTime() {
        for (int i = 0; i < 2; i++) {
            StepVerifier.create(tokens.decode("forged")).verifyError(BadJwtException.class);
        }
        assertThat(verified).containsExactly("forged", "forged");
    }

    @Test
    void aTokenWhoseTimeIsOverIsNotRemembered() {
        tokens.decode("good").block();
        time.setClock(Clock.fixed(NOW.plusSeconds(61), ZoneOffset.UTC));
        StepVerifier.create(tokens.decode("good")).verifyError(BadJwtException.class);
    }

    private Mono<Jwt> verify(String token) {
        verified.add(token);
        Jwt jwt = Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .issuedAt(NOW)
                .expiresAt(NOW.plusSeconds(60))
                .build();
        return token.equals("forged") || time.validate(jwt).hasErrors()
                ? Mono.error(new BadJwtException("no"))
                : Mono.just(jwt);
    }

    RememberedTokensTest() {
        time.setClock(Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
