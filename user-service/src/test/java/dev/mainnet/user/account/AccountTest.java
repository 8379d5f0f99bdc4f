package dev.mainnet.user.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final Account ada = Account.open(
            UUID.randomUUID(),
            new Username("ada"),
            new EmailAddress("Ada@Example.com"),
            "Ada Lovelace",
            " ",
            Instant.EPOCH);

    @Test
    void beginsUnverifiedAndWithoutEmptyTexts() {
        assertThat(ada.emailVerified()).isFalse();
        assertThat(ada.fullname()).isEqualTo("Ada Lovelace");
        assertThat(ada.bio()).isNull();
    }

    @Test
    void keepsWhatAChangeLeavesOut() {
        Account changed = ada.withProfile(null, "Poetical science");

        assertThat(changed.fullname()).isEqualTo("Ada Lovelace");
        assertThat(changed.bio()).isEqualTo("Poetical science");
    }

    @Test
    void losesWhatAChangeEmpties() {
        assertThat(ada.withProfile("", null).fullname()).isNull();
    }
}
