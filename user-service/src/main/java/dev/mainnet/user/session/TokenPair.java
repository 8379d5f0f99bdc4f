package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * What a session is given: a token to call with, and one to get the next pair for.
 *
 * @param devicePass for the client's next sign-in; only a session that begins is given one
 */
public record TokenPair(
        Secret accessToken,
        Secret refreshToken,
        Duration expiresIn,
        @Nullable Secret devicePass) {

    TokenPair with(Secret pass) {
        return new TokenPair(accessToken, refreshToken, expiresIn, pass);
    }

    /** Writes what has no place in the body of an answer into its head. */
    public void showIn(ServerHttpResponse answer) {
        if (devicePass != null) {
            answer.getHeaders().set(DevicePasses.HEADER, devicePass.text());
        }
    }
}
