package dev.mainnet.billing.fee;

/** A share of an amount, rounded down to whole micro-credits. */
final class Percent {

    private Percent() {}

    /** Exact for every amount of zero or more: the product of both is never formed. */
    static long of(int percent, long amountMicro) {
        return amountMicro / 100 * percent + amountMicro % 100 * percent / 100;
    }
}
