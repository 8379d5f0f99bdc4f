package dev.mainnet.user.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.contracts.CreditLimitReset;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.testing.GoldenExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyTermsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void takesTheWidestAndTheNarrowest() {
        assertTaken(new KeyTerms(List.of("invoke"), null, null, null, null, null, null));
        assertTaken(new KeyTerms(
                List.of("invoke", "models", "jobs", "billing"),
                List.of(UUID.randomUUID()),
                0L,
                null,
                1,
                null,
                NOW.plusMillis(1)));
    }

    @Test
    void refusesScopesThatNoKeyMayHold() {
        assertRefused(new KeyTerms(List.of("account"), null, null, null, null, null, null), "scopes");
        assertRefused(new KeyTerms(List.of("invoke", "everything"), null, null, null, null, null, null), "scopes");
        assertRefused(new KeyTerms(List.of(), null, null, null, null, null, null), "scopes");
    }

    @Test
    void refusesAListOfDeploymentsThatIsEmptyOrTooLong() {
        assertRefused(new KeyTerms(List.of("invoke"), List.of(), null, null, null, null, null), "deployments");
        assertRefused(
                new KeyTerms(
                        List.of("invoke"), Collections.nCopies(101, UUID.randomUUID()), null, null, null, null, null),
                "deployments");
    }

    @Test
    void refusesLimitsThatAreNone() {
        assertRefused(new KeyTerms(List.of("invoke"), null, -1L, null, null, null, null), "credit_limit");
        assertRefused(
                new KeyTerms(List.of("invoke"), null, null, null, 0, null, null), "rate_limit.requests_per_minute");
        assertRefused(
                new KeyTerms(List.of("invoke"), null, null, null, 1_000_001, null, null),
                "rate_limit.requests_per_minute");
    }

    @Test
    void refusesToResetALimitThatThereIsNot() {
        assertRefused(
                new KeyTerms(List.of("invoke"), null, null, CreditLimitReset.DAILY, null, null, null),
                "credit_limit_reset");
        assertTaken(new KeyTerms(List.of("invoke"), null, 1L, CreditLimitReset.DAILY, null, null, null));
    }

    @Test
    void keepsTheTextBeforeForAsLongAsItOverlaps() {
        KeyTerms terms = new KeyTerms(List.of("invoke"), null, null, null, null, null, null);
        ApiKey key = ApiKey.issue(UUID.randomUUID(), UUID.randomUUID(), "ci", terms, new Secret("mk_first"), NOW);

        ApiKey rotated = key.rotate(new Secret("mk_second"), Duration.ofHours(1), NOW);
        ApiKey again = rotated.rotateAgain(new Secret("mk_third"));

        var event = again.issued("ada");
        assertThat(event.sha256()).isEqualTo(HexFormat.of().formatHex(new Secret("mk_third").sha256()));
        assertThat(event.previousSha256()).isEqualTo(HexFormat.of().formatHex(new Secret("mk_first").sha256()));
        assertThat(event.previousExpiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(key.rotate(new Secret("mk_second"), Duration.ZERO, NOW)
                        .issued("ada")
                        .previousSha256())
                .isNull();
        GoldenExamples.assertObeysItsSchema(event);
    }

    @Test
    void refusesAnEndInThePastOrOutOfSight() {
        assertRefused(new KeyTerms(List.of("invoke"), null, null, null, null, null, NOW), "expires_at");
        assertRefused(
                new KeyTerms(List.of("invoke"), null, null, null, null, null, NOW.plus(Duration.ofDays(4_000))),
                "expires_at");
        assertRefused(new KeyTerms(List.of("invoke"), null, null, null, null, null, Instant.MAX), "expires_at");
    }

    @Test
    void tellsTheGatewaysTheHashOfTheWholeText() {
        KeyTerms terms = new KeyTerms(List.of("invoke"), null, null, null, null, null, null);
        ApiKey key = ApiKey.issue(UUID.randomUUID(), UUID.randomUUID(), "ci", terms, new Secret("mk_abcdefgh"), NOW);

        var event = key.issued("ada");

        assertThat(event.sha256()).isEqualTo("a970730eea79d549ca0e5229f1f48cf60bca648348c12eccce491678068b7431");
        assertThat(key.prefix()).isEqualTo("mk_abcde");
        assertThat(key.toString() + event).doesNotContain("mk_abcdefgh");
        GoldenExamples.assertObeysItsSchema(event);
    }

    private static void assertTaken(KeyTerms terms) {
        assertThatCode(() -> terms.demandSense(NOW)).doesNotThrowAnyException();
    }

    private static void assertRefused(KeyTerms terms, String field) {
        assertThatThrownBy(() -> terms.demandSense(NOW))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.details())
                                .extracting(ApiException.Detail::field)
                                .containsExactly(field));
    }
}
