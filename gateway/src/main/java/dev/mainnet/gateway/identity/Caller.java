package dev.mainnet.gateway.identity;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.defaults.error.ApiException;
import java.util.List;
import java.util.UUID;
import org.springframework.web.server.ServerWebExchange;

/** Who a public request comes from. */
public sealed interface Caller {

    /** An account, by whichever credential. */
    sealed interface Known extends Caller {

        UUID accountId();

        String username();
    }

    /** Showed nothing. */
    record Anonymous() implements Caller {}

    /**
     * Signed in.
     *
     * @param scope space separated
     */
    record SignedIn(
            UUID accountId, String username, List<String> roles, List<String> permissions, String scope, UUID sessionId)
            implements Known {}

    /** Came with an API key. */
    record KeyHolder(ApiKeyIssued key) implements Known {

        @Override
        public UUID accountId() {
            return key.accountId();
        }

        @Override
        public String username() {
            return key.username();
        }
    }

    /** A worker, or one that enrols; its token passes as it is, and job-service judges it. */
    record Machine(String token) implements Caller {}

    /** Wants a new access token (document 5, 2.11); its refresh token passes as it is, and user-service judges it. */
    record Renewing(String token) implements Caller {}

    /** Showed something that is not valid, or that cannot be judged yet. */
    record Refused(ApiException refusal) implements Caller {}

    /** The caller of a request that has passed the step of identity. */
    static Caller of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(Caller.class.getName(), new Anonymous());
    }
}
