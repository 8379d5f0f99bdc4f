package dev.mainnet.billing.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Wallets that nobody else can change until the transaction ends. */
public final class LockedWallets {

    private final Map<UUID, Wallet> wallets;

    LockedWallets(Map<UUID, Wallet> wallets) {
        this.wallets = Map.copyOf(wallets);
    }

    /** A wallet as it was when it was locked. */
    public Wallet of(UUID userId) {
        return Optional.ofNullable(wallets.get(userId))
                .orElseThrow(() -> new IllegalArgumentException("The wallet of " + userId + " is not locked"));
    }

    void requireAllOf(List<JournalEntry> entries) {
        entries.forEach(entry -> entry.users().forEach(this::of));
    }
}
