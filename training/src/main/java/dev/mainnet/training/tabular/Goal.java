package dev.mainnet.training.tabular;

/** Whether a class or a number is to be told. */
public enum Goal {
    CLASSIFICATION,
    REGRESSION
}
