package dev.mainnet.job.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.job.webhook.Webhook.Active;
import dev.mainnet.job.webhook.Webhook.Change;
import dev.mainnet.job.webhook.Webhook.Disabled;
import dev.mainnet.job.webhook.Webhook.Reason;
import dev.mainnet.job.webhook.Webhook.Standing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final Active FAILING = new Active(Optional.of(Instant.EPOCH));
    private static final Active FRESH = new Active(Optional.empty());

    @Test
    void isDisabledAndEnabledByItsOwner() {
        assertThat(after(FRESH, active(false))).isEqualTo(new Disabled(Reason.OWNER));
        assertThat(after(new Disabled(Reason.GONE), active(true))).isEqualTo(FRESH);
        assertThat(after(new Disabled(Reason.FAILING), active(false))).isEqualTo(new Disabled(Reason.FAILING));
    }

    @Test
    void keepsItsRecordOfFailuresUnlessItMovesAway() {
        assertThat(after(FAILING, active(true))).isEqualTo(FAILING);
        assertThat(after(FAILING, moved())).isEqualTo(FRESH);
        assertThat(after(new Disabled(Reason.GONE), moved())).isEqualTo(new Disabled(Reason.GONE));
    }

    private static Standing after(Standing standing, Change change) {
        return new Webhook(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        URI.create("https://example.com"),
                        List.of(WebhookEvent.JOB_FAILED),
                        standing,
                        Instant.EPOCH)
                .changed(change)
                .standing();
    }

    private static Change active(boolean active) {
        return new Change(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(active));
    }

    private static Change moved() {
        return new Change(
                Optional.of(URI.create("https://example.org")), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
