package dev.mainnet.defaults.objectstore;

/**
 * What was stored.
 *
 * @param sha256 of the content, in lower-case hex
 */
public record StoredObject(String key, long size, String sha256) {}
