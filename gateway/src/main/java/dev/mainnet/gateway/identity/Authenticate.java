package dev.mainnet.gateway.identity;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Finds out who calls, from what is known here alone: nobody is asked. Only for a key that may have been made just now a request waits. */
final class Authenticate {

    /** Whoever signs up, in or refreshes may still send a token that has just expired; it counts for nothing here. */
    private static final Pattern SIGN_IN =
            Pattern.compile("/api/v1/user/auth/.*|/api/auth/.*|(/api/v1)?/auth/.*|/kraken/auth/.*"
                    + "|/atlas/auth/(sign-up|sign-in|sign-In|google|reset-password|confirm-email|confirm-invite-email"
                    + "|confirmation-emails/resend)");

    /** The one place where a refresh token stands for its holder. */
    private static final String RENEWAL = "/atlas/refresh/accessToken";

    /** Whether the local views hold everything that happened before this instance started. */
    record Known(BooleanSupplier apiKeys, BooleanSupplier revocations) {}

    private final AccessTokens tokens;
    private final ApiKeys keys;
    private final RevokedSessions revoked;
    private final NewKeys newKeys;
    private final Known known;

    Authenticate(AccessTokens tokens, ApiKeys keys, RevokedSessions revoked, NewKeys newKeys, Known known) {
        this.tokens = tokens;
        this.keys = keys;
        this.revoked = revoked;
        this.newKeys = newKeys;
        this.known = known;
    }

    /** @param address where the request comes from: of each only so many wait */
    Mono<Caller> callerOf(ServerHttpRequest request, String address) {
        Caller caller = callerOf(request);
        return caller instanceof Caller.Refused && known.apiKeys().getAsBoolean()
                ? Mono.justOrEmpty(key(Credentials.of(request.getHeaders())))
                        .flatMap(key -> newKeys.await(key.text(), address))
                        .map(heardOf -> callerOf(request))
                        .defaultIfEmpty(caller)
                : Mono.just(caller);
    }

    private static Optional<Credentials.Key> key(Credentials shown) {
        return switch (shown) {
            case Credentials.Key key -> Optional.of(key);
            case Credentials.Both both -> Optional.of(both.key());
            default -> Optional.empty();
        };
    }

    Caller callerOf(ServerHttpRequest request) {
        String path = request.getPath().value();
        if (SIGN_IN.matcher(path).matches()) {
            return new Caller.Anonymous();
        }
        return switch (Credentials.of(request.getHeaders())) {
            case Credentials.None none -> new Caller.Anonymous();
            case Credentials.Key key -> byKey(key);
            case Credentials.Token token -> byToken(token);
            case Credentials.MachineToken machine -> byMachineToken(machine, path);
            case Credentials.RefreshToken token -> path.equals(RENEWAL) ? new Caller.Renewing(token.text()) : invalid();
            case Credentials.Both both -> byBoth(byKey(both.key()), byToken(both.token()));
            case Credentials.Malformed malformed -> invalid();
        };
    }

    private Caller byKey(Credentials.Key shown) {
        if (!known.apiKeys().getAsBoolean()) {
            return notYet();
        }
        return keys.withText(shown.text()).<Caller>map(Caller.KeyHolder::new).orElseGet(Authenticate::invalid);
    }

    private Caller byToken(Credentials.Token shown) {
        if (!tokens.ready() || !known.revocations().getAsBoolean()) {
            return notYet();
        }
        Optional<Caller.SignedIn> user = tokens.verify(shown.text());
        return user.filter(caller -> !revoked.contains(caller.sessionId()))
                .<Caller>map(caller -> caller)
                .orElseGet(Authenticate::invalid);
    }

    private static Caller byMachineToken(Credentials.MachineToken shown, String path) {
        return path.equals("/api/v1/workers") || path.startsWith("/api/v1/workers/")
                ? new Caller.Machine(shown.text())
                : invalid();
    }

    /** Both must be valid and of one account; then the key decides, as the narrower of the two. Whatever else was meant, it is not clear. */
    private static Caller byBoth(Caller key, Caller user) {
        return switch (key) {
            case Caller.Refused refused -> refused;
            case Caller.KeyHolder holder
            when user instanceof Caller.SignedIn signedIn
                    && signedIn.accountId().equals(holder.accountId()) -> holder;
            default -> user instanceof Caller.Refused refused ? refused : invalid();
        };
    }

    private static Caller.Refused invalid() {
        return new Caller.Refused(new ApiException(ErrorCode.UNAUTHORIZED, "Invalid or expired token"));
    }

    private static Caller.Refused notYet() {
        return new Caller.Refused(new ApiException(ErrorCode.UNAVAILABLE, "The gateway is starting")
                .withRetryAfter(Duration.ofSeconds(1)));
    }
}
