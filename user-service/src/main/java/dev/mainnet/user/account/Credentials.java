package dev.mainnet.user.account;

import dev.mainnet.defaults.secret.Secret;

/** An account and what its password is checked against. */
public record Credentials(Account account, Secret passwordHash) {}
