package dev.mainnet.billing.ledger;

/**
 * One account's part in an entry.
 *
 * @param amountMicro micro-credits, above zero where the account gains
 */
public record Posting(Account account, long amountMicro) {

    /** The account gains the amount. */
    public static Posting to(Account account, long amountMicro) {
        return new Posting(account, amountMicro);
    }

    /** The account loses the amount. */
    public static Posting from(Account account, long amountMicro) {
        return new Posting(account, Math.negateExact(amountMicro));
    }

    /** The same so many times. */
    public Posting times(long count) {
        return new Posting(account, Math.multiplyExact(amountMicro, count));
    }
}
