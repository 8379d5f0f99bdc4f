package dev.mainnet.user.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InvitationLinkTest {

    private static final UUID GROUP = UUID.fromString("0199a1b2-0000-7000-8000-000000000001");
    private static final UUID BOB = UUID.fromString("0199a1b2-0000-7000-8000-000000000002");

    private final Invitation invitation = new Invitation(
            UUID.randomUUID(), GROUP, new EmailAddress("bob+x&y@example.com"), BOB, Instant.EPOCH, Instant.EPOCH);

    @Test
    void namesAddressAccountGroupAndTokenAsAtlasDoes() {
        assertThat(InvitationLink.of(
                        URI.create("https://hub.example"), invitation, Optional.of(BOB), new Secret("mg_abc")))
                .isEqualTo("https://hub.example/atlas/auth/confirm-invite-email?email=bob%2Bx%26y%40example.com&userId="
                        + BOB + "&groupId=" + GROUP + "&token=mg_abc");
    }

    @Test
    void namesNoAccountWhereThereIsNone() {
        assertThat(InvitationLink.of(
                        URI.create("https://hub.example"), invitation, Optional.empty(), new Secret("mg_abc")))
                .doesNotContain("userId");
    }
}
