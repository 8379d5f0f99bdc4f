package dev.mainnet.user.session;

import dev.mainnet.user.signingkey.KeyRing;
import java.time.Duration;

/**
 * How long a session and its tokens live; the API by which somebody signs in decides, and the session keeps it when it is refreshed.
 *
 * @param access from the making of an access token to its end; at most {@link KeyRing#LONGEST_TOKEN}, since keys and revocations are
 *     remembered for that long
 * @param refresh how long the session lives without a refresh; at least as long as an access token
 */
public record SessionLifetimes(Duration access, Duration refresh) {

    public SessionLifetimes {
        if (!access.isPositive() || access.compareTo(KeyRing.LONGEST_TOKEN) > 0) {
            throw new IllegalArgumentException("An access token lives for at most " + KeyRing.LONGEST_TOKEN);
        }
        if (refresh.compareTo(access) < 0) {
            throw new IllegalArgumentException("A session lives at least as long as its access token");
        }
    }

    /** Of a session that is never refreshed: nobody is shown its refresh token. */
    public static SessionLifetimes accessOnly(Duration access) {
        return new SessionLifetimes(access, access);
    }
}
