package dev.mainnet.contracts;

/** The names of the Kafka topics. */
public final class Topics {

    /** Accounts and sessions, keyed by account. */
    public static final String USER_EVENTS = "user.events";

    /** API keys as the gateway needs them, keyed by key id; compacted. */
    public static final String API_KEYS = "api-keys";

    /** Models and deployments, keyed by the id of either; compacted. */
    public static final String MODEL_EVENTS = "model.events";

    /** Metered calls, keyed by the account that pays. */
    public static final String USAGE_EVENTS = "usage.events";

    /** What became of reservations, keyed by account. */
    public static final String BILLING_EVENTS = "billing.events";

    /** The latest balance of each account, keyed by account; compacted. */
    public static final String BILLING_BALANCES = "billing.balances";

    /** The life of jobs, keyed by job. */
    public static final String JOB_EVENTS = "job.events";

    private Topics() {}
}
