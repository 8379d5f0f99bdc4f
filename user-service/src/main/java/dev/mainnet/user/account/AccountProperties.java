package dev.mainnet.user.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of accounts.
 *
 * @param adminEmail the address of the account that holds the role admin; empty: nobody does
 */
@ConfigurationProperties("mainnet.account")
record AccountProperties(@DefaultValue("") String adminEmail) {}
