package dev.mainnet.user.ownership;

import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.apikey.SilenceKeysOfAccount;
import dev.mainnet.user.google.GoogleAccounts;
import dev.mainnet.user.session.EndSessions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Believes that an account is whose mail it is, and takes from it what somebody else may have left there before. RATIONALE.md tells why. */
@Component
public final class ProveOwnership {

    private final Accounts accounts;
    private final EndSessions endSessions;
    private final SilenceKeysOfAccount keys;
    private final GoogleAccounts googleAccounts;

    ProveOwnership(
            Accounts accounts, EndSessions endSessions, SilenceKeysOfAccount keys, GoogleAccounts googleAccounts) {
        this.accounts = accounts;
        this.endSessions = endSessions;
        this.keys = keys;
        this.googleAccounts = googleAccounts;
    }

    /** Does nothing where the address was confirmed before. Within the caller's transaction, which has locked the account. */
    public Mono<Void> prove(Account account) {
        if (account.emailVerified()) {
            return Mono.empty();
        }
        return accounts.verifyEmail(account.id())
                .then(Mono.defer(() -> endSessions.endAll(account.id())))
                .then(Mono.defer(() -> keys.revoke(account.id())))
                .then(Mono.defer(() -> googleAccounts.unlink(account.id())));
    }
}
