package dev.mainnet.gateway.identity;

import java.util.List;
import org.springframework.http.HttpHeaders;

/** What a request shows of itself: any number of keys and tokens, as the client spelled them. */
sealed interface Credentials {

    record None() implements Credentials {}

    /** An API key's text. */
    record Key(String text) implements Credentials {}

    /** A user's access token. */
    record Token(String text) implements Credentials {}

    /** A worker's token or an enrolment token. */
    record MachineToken(String text) implements Credentials {}

    /** A refresh token. */
    record RefreshToken(String text) implements Credentials {}

    /** An API key beside a user's token. */
    record Both(Key key, Token token) implements Credentials {}

    /** Nothing that could be valid. */
    record Malformed() implements Credentials {}

    static Credentials of(HttpHeaders headers) {
        List<String> keys = headers.getOrEmpty("x-api-key");
        List<String> authorizations = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (keys.size() > 1 || authorizations.size() > 1) {
            return new Malformed();
        }
        Credentials key = keys.isEmpty() ? new None() : key(keys.getFirst());
        Credentials bearer = authorizations.isEmpty() ? new None() : bearer(authorizations.getFirst());
        return combined(key, bearer);
    }

    private static Credentials combined(Credentials header, Credentials bearer) {
        if (header instanceof None || header.equals(bearer)) {
            return bearer;
        }
        if (bearer instanceof None) {
            return header;
        }
        return header instanceof Key key && bearer instanceof Token token ? new Both(key, token) : new Malformed();
    }

    private static Credentials key(String value) {
        return value.startsWith("mk_") ? new Key(value) : new Malformed();
    }

    private static Credentials bearer(String value) {
        if (!value.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return new Malformed();
        }
        String text = value.substring(7).strip();
        if (text.startsWith("mk_")) {
            return new Key(text);
        }
        if (text.startsWith("mr_")) {
            return new RefreshToken(text);
        }
        return text.startsWith("mw_") || text.startsWith("me_") ? new MachineToken(text) : new Token(text);
    }
}
