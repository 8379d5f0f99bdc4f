package dev.mainnet.user.account;

import dev.mainnet.user.role.Authority;
import dev.mainnet.user.role.ReadAuthority;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What an account is to the platform: what its roles make it, and the first account with the configured address its administrator. Whoever
 * claims the address after that account is gone is not.
 */
@Component
public final class Authorities {

    private final String adminEmail;
    private final ReadAuthority readAuthority;
    private final ConfiguredAdministrators configured;

    Authorities(AccountProperties properties, ReadAuthority readAuthority, ConfiguredAdministrators configured) {
        this.adminEmail = properties.adminEmail().strip();
        this.readAuthority = readAuthority;
        this.configured = configured;
    }

    public Mono<Authority> of(Account account) {
        return isAdministratorByConfiguration(account).flatMap(admin -> readAuthority.of(account.id(), admin));
    }

    /** Whether the account is an administrator as long as the configuration says so. */
    public Mono<Boolean> isAdministratorByConfiguration(Account account) {
        return account.email().equalsIgnoreCase(adminEmail)
                ? configured.isFirst(account.id(), adminEmail)
                : Mono.just(false);
    }
}
