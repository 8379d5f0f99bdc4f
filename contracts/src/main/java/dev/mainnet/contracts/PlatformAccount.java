package dev.mainnet.contracts;

import java.util.UUID;

/**
 * Whose the platform's own models are. Nobody signs in to it and nobody signs up under its name; what its deployments earn is the
 * platform's revenue.
 */
public final class PlatformAccount {

    public static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");

    /** Before the slash of its deployments' addresses, where it may be left out: {@code scribe} is {@code mainnet/scribe}. */
    public static final String USERNAME = "mainnet";

    private PlatformAccount() {}
}
