package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Secret;
import java.time.Duration;

/** What a session is given: a token to call with, and one to get the next pair for. */
public record TokenPair(Secret accessToken, Secret refreshToken, Duration expiresIn) {}
