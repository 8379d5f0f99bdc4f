package dev.mainnet.billing.ledger;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What entries together change: one sum for each account, however many entries touch it. */
record Changes(Map<UUID, WalletChange> wallets, Map<PlatformAccount, Long> platform) {

    static Changes of(List<JournalEntry> entries) {
        Map<UUID, WalletChange> wallets = new HashMap<>();
        Map<PlatformAccount, Long> platform = new EnumMap<>(PlatformAccount.class);
        for (JournalEntry entry : entries) {
            for (Posting posting : entry.postings()) {
                switch (posting.account()) {
                    case UserAccount(UUID user, UserAccount.Kind kind) ->
                        wallets.merge(
                                user, WalletChange.of(entry.kind(), kind, posting.amountMicro()), WalletChange::plus);
                    case PlatformAccount account -> platform.merge(account, posting.amountMicro(), Math::addExact);
                }
            }
        }
        return new Changes(wallets, platform);
    }
}
