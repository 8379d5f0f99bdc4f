package dev.mainnet.billing.ledger;

/**
 * What an entry is made for.
 *
 * @param reference identifies it; a reference is posted once
 * @param input what it said; the same reference with another input is refused
 */
public record Cause(String reference, InputHash input) {}
