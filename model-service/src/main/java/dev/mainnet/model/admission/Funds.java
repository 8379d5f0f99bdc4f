package dev.mainnet.model.admission;

/**
 * What an account has for calls, in micro-credits.
 *
 * @param availableMicro the balance as billing last told it
 * @param usageDebitedMicro how much of the recorded usage that balance has been debited for
 * @param recordedMicro all usage ever recorded
 * @param inFlightMicro the estimates of calls that have started and are not yet recorded
 */
public record Funds(long availableMicro, long usageDebitedMicro, long recordedMicro, long inFlightMicro) {

    /** The balance once all that is recorded is debited. Billing may know of calls that were recorded since the totals were read. */
    public long balanceMicro() {
        return availableMicro - Math.max(0, recordedMicro - usageDebitedMicro);
    }

    /** What is left for a call that starts now. */
    public long spendableMicro() {
        return balanceMicro() - inFlightMicro;
    }

    boolean cover(long estimateMicro) {
        return estimateMicro == 0 || estimateMicro <= spendableMicro();
    }

    /** Whether it is only the calls in flight that leave too little. */
    boolean coverAlone(long estimateMicro) {
        return estimateMicro <= balanceMicro();
    }
}
