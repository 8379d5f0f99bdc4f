package dev.mainnet.training.loop;

/**
 * Ends a training that gets no better.
 *
 * @param patience how many epochs in a row may pass without a better one
 */
public record EarlyStopping(int patience, Monitor monitor) {}
