package dev.mainnet.user.dialect.atlas;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.session.SessionLifetimes;
import dev.mainnet.user.session.TokenPair;
import java.time.Duration;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** What a sign-in is answered (2.2.2.1). */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record AtlasTokens(Secret accessToken, Secret refreshToken) {

    /** The document's 1 h and 14 d. */
    static final SessionLifetimes LIFETIMES = new SessionLifetimes(Duration.ofHours(1), Duration.ofDays(14));

    static AtlasTokens of(TokenPair pair) {
        return new AtlasTokens(pair.accessToken(), pair.refreshToken());
    }
}
