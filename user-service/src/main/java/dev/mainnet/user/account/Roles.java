package dev.mainnet.user.account;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What an account is to the platform: everybody a client, and the account with the configured address its administrator. Addresses are unique,
 * so that is one account at most.
 */
@Component
public final class Roles {

    private final String adminEmail;

    Roles(AccountProperties properties) {
        this.adminEmail = properties.adminEmail().strip();
    }

    public List<String> of(Account account) {
        return account.email().equalsIgnoreCase(adminEmail) ? List.of("admin", "client") : List.of("client");
    }
}
