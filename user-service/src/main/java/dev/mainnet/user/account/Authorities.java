package dev.mainnet.user.account;

import dev.mainnet.user.role.Authority;
import dev.mainnet.user.role.ReadAuthority;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What an account is to the platform: what its roles make it, and the account with the configured address its administrator. Addresses
 * are unique, so that is one account at most.
 */
@Component
public final class Authorities {

    private final String adminEmail;
    private final ReadAuthority readAuthority;

    Authorities(AccountProperties properties, ReadAuthority readAuthority) {
        this.adminEmail = properties.adminEmail().strip();
        this.readAuthority = readAuthority;
    }

    public Mono<Authority> of(Account account) {
        return readAuthority.of(account.id(), isAdministratorByConfiguration(account));
    }

    /** Whether the account is an administrator as long as the configuration says so. */
    public boolean isAdministratorByConfiguration(Account account) {
        return account.email().equalsIgnoreCase(adminEmail);
    }
}
