package dev.mainnet.job.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as its owner sees it.
 *
 * @param disabledReason owner, gone or failing, where it is not active
 * @param failingSince since when every attempt has failed
 * @param secret in the one answer that makes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookResponse(
        UUID id,
        URI url,
        List<String> events,
        boolean active,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        Instant createdAt,
        @Nullable Secret secret) {

    static WebhookResponse of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookResponse withSecret(Webhook webhook, SigningSecret secret) {
        return of(webhook, new Secret(secret.text()));
    }

    private static WebhookResponse of(Webhook webhook, @Nullable Secret secret) {
        return new WebhookResponse(
                webhook.id(),
                webhook.url(),
                webhook.events().stream().map(WebhookEvent::text).toList(),
                webhook.standing() instanceof Webhook.Active,
                WebhookRow.reason(webhook.standing()).orElse(null),
                WebhookRow.failingSince(webhook.standing()).orElse(null),
                webhook.createdAt(),
                secret);
    }
}
