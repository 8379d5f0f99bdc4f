package dev.mainnet.model.text;

/** Which deployment is asked what. */
public record TextCall(String owner, String slug, TextRequest request) {}
