package dev.mainnet.billing.ledger;

/** By how much the amounts of a wallet change. */
record WalletChange(
        long availableMicro, long reservedMicro, long earningsMicro, long usageDebitedMicro, long spentMicro) {

    static WalletChange of(EntryKind entry, UserAccount.Kind account, long amountMicro) {
        return switch (account) {
            case AVAILABLE ->
                new WalletChange(
                        amountMicro,
                        0,
                        0,
                        entry == EntryKind.USAGE ? Math.negateExact(amountMicro) : 0,
                        spent(entry, amountMicro));
            case RESERVED -> new WalletChange(0, amountMicro, 0, 0, spent(entry, amountMicro));
            case EARNINGS -> new WalletChange(0, 0, amountMicro, 0, 0);
        };
    }

    /** What a job is paid leaves {@code reserved}, and its rest comes back to {@code available}: together that is its price. */
    private static long spent(EntryKind entry, long amountMicro) {
        return entry == EntryKind.USAGE || entry == EntryKind.SETTLEMENT ? Math.negateExact(amountMicro) : 0;
    }

    WalletChange plus(WalletChange other) {
        return new WalletChange(
                Math.addExact(availableMicro, other.availableMicro),
                Math.addExact(reservedMicro, other.reservedMicro),
                Math.addExact(earningsMicro, other.earningsMicro),
                Math.addExact(usageDebitedMicro, other.usageDebitedMicro),
                Math.addExact(spentMicro, other.spentMicro));
    }
}
