package dev.mainnet.contracts;

import java.util.Locale;
import java.util.UUID;

/**
 * Whose the platform's own models are. Nobody signs in to it and nobody signs up under its name; what its deployments earn is the
 * platform's revenue.
 */
public final class PlatformAccount {

    public static final UUID ID = UUID.fromString("00000000-0000-7000-8000-000000000001");

    /** Before the slash of its deployments' addresses, where it may be left out: {@code scribe} is {@code mainnet/scribe}. */
    public static final String USERNAME = "mainnet";

    private static final int LONGEST_SLUG = 64;

    private PlatformAccount() {}

    /**
     * The slug of a model that the platform offers, by whatever name its clients know it: {@code meta.llama3-70b-instruct-v1:0} is at
     * {@code meta-llama3-70b-instruct-v1-0}.
     */
    public static String slug(String model) {
        String slug = model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return slug.substring(0, Math.min(LONGEST_SLUG, slug.length()));
    }
}
