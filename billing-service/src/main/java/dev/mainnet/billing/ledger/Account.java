package dev.mainnet.billing.ledger;

import java.util.UUID;

/** What can hold credits. */
public sealed interface Account permits UserAccount, PlatformAccount {

    /** Who holds the account: a user, or {@link PlatformAccount#HOLDER}. */
    UUID holderId();

    /** The account's name among those of its holder, as it is stored and shown. */
    String purse();
}
