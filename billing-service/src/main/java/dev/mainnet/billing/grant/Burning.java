package dev.mainnet.billing.grant;

import dev.mainnet.billing.ledger.Wallet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts what was spent against grants. A debit does not do so itself, so that it costs no more for those who hold grants: the wallet
 * keeps what was ever spent, and the difference since the last count is what the grants of that time have lost.
 */
final class Burning {

    private static final Comparator<CreditGrant> FIRST_TO_END =
            Comparator.comparing(CreditGrant::expiresAt).thenComparing(CreditGrant::id);

    private Burning() {}

    /** The grants as they are after all that was spent, in the order in which they end. */
    static List<CreditGrant> apply(Wallet wallet, List<CreditGrant> grants) {
        long spent = Math.subtractExact(wallet.spentMicro(), wallet.spentCountedMicro());
        List<CreditGrant> burnt = new ArrayList<>();
        for (CreditGrant grant : grants.stream().sorted(FIRST_TO_END).toList()) {
            long used = Math.min(spent, grant.remainingMicro());
            burnt.add(grant.remaining(grant.remainingMicro() - used));
            spent -= used;
        }
        return burnt;
    }
}
