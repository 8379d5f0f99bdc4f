package dev.mainnet.model.metering;

/**
 * All usage ever recorded, in micro-credits.
 *
 * @param accountMicro for the account
 * @param keyMicro through the API key at hand, within the period of its limit; 0 without one
 */
public record Totals(long accountMicro, long keyMicro) {}
