package dev.mainnet.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.view.TopicView;
import dev.mainnet.defaults.view.TopicViews;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the local state that identity is judged from. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

    /** Longer than any access token lives (a day): what was revoked before has expired by itself. */
    private static final Duration REVOCATIONS_MATTER = Duration.ofHours(25);

    @Bean
    TopicView apiKeysView(TopicViews views, ApiKeys keys, NewKeys newKeys) {
        return views.ofAll(Topics.API_KEYS, event -> {
            keys.apply(event);
            newKeys.lookAgain();
        });
    }

    @Bean
    TopicView revokedSessionsView(TopicViews views, RevokedSessions sessions) {
        return views.since(REVOCATIONS_MATTER, Topics.USER_EVENTS, sessions::apply);
    }

    @Bean
    Authenticate authenticate(
            AccessTokens tokens,
            ApiKeys keys,
            RevokedSessions revoked,
            NewKeys newKeys,
            TopicView apiKeysView,
            TopicView revokedSessionsView) {
        return new Authenticate(
                tokens,
                keys,
                revoked,
                newKeys,
                new Authenticate.Known(apiKeysView::caughtUp, revokedSessionsView::caughtUp));
    }

    @Bean
    IdentityTokens identityTokens(IdentityProperties properties, Clock clock) {
        try {
            return new IdentityTokens(ECKey.parse(Files.readString(properties.signingKey())), clock);
        } catch (IOException | ParseException | JOSEException e) {
            throw new IllegalStateException(
                    "mainnet.identity.signing-key (MAINNET_GATEWAY_SIGNING_KEY) names no private key: "
                            + properties.signingKey(),
                    e);
        }
    }

    /** Out of service until user-service's keys are known: before that every valid token would look invalid. */
    @Bean
    HealthIndicator accessTokenKeysHealthIndicator(AccessTokenKeys keys) {
        return () -> (keys.known() ? Health.up() : Health.outOfService()).build();
    }
}
