package dev.mainnet.model.call;

/** Under which a deployment is called. */
public record Address(String owner, String slug) {}
