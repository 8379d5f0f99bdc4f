package dev.mainnet.model.metering;

/**
 * All usage ever recorded.
 *
 * @param accountMicro micro-credits for the account
 * @param keyMicro micro-credits through the API key at hand, within the period of its limit; 0 without one
 * @param callerCalls calls of the deployment at hand by the account, where the deployment gives the first ones away; else 0
 */
public record Totals(long accountMicro, long keyMicro, long callerCalls) {

    static final Totals NONE = new Totals(0, 0, 0);

    public Totals(long accountMicro, long keyMicro) {
        this(accountMicro, keyMicro, 0);
    }
}
