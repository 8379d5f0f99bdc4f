package dev.mainnet.defaults.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.CreditLimitReset;
import dev.mainnet.defaults.identity.Identity.KeyGrant;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGrantTest {

    private static final UUID KEY = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "DAILY,   2026-03-01T00:00:00Z, 2026-03-01T23:59:59.999Z, 2026-03-02T00:00:00Z",
        "WEEKLY,  2026-03-02T00:00:00Z, 2026-03-08T23:59:59.999Z, 2026-03-09T00:00:00Z",
        "MONTHLY, 2026-03-01T00:00:00Z, 2026-03-31T23:59:59.999Z, 2026-04-01T00:00:00Z"
    })
    void countsAPeriodUnderOneIdAndTheNextUnderAnother(
            CreditLimitReset reset, Instant first, Instant last, Instant next) {
        KeyGrant grant = grant(Optional.of(reset));

        assertThat(grant.meterId(last)).isEqualTo(grant.meterId(first));
        assertThat(grant.meterId(next)).isNotEqualTo(grant.meterId(last));
        assertThat(grant.meterId(first.minusMillis(1))).isNotEqualTo(grant.meterId(first));
        assertThat(grant.meterId(first)).isNotEqualTo(KEY);
    }

    @Test
    void countsUnderTheKeysOwnIdWhereNothingIsEverReset() {
        assertThat(grant(Optional.empty()).meterId(Instant.now())).isEqualTo(KEY);
    }

    private static KeyGrant grant(Optional<CreditLimitReset> reset) {
        return new KeyGrant(KEY, Optional.empty(), Optional.of(1L), reset, Optional.empty());
    }
}
