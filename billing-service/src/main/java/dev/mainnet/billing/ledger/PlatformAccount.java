package dev.mainnet.billing.ledger;

import java.util.Locale;
import java.util.UUID;

/** One of the platform's own accounts. */
public enum PlatformAccount implements Account {
    /** The platform's fee. */
    REVENUE,
    /** The other side of bought credits. */
    STRIPE,
    /** The other side of credits given away. */
    PROMOTIONS,
    /** The share of compute fees kept for the network's future. */
    TREASURY,
    /** The share of compute fees taken out of circulation. */
    BURN,
    /** Compute fees earned by the platform's own machines. */
    NODE_REWARDS,
    /** Earnings set aside to be paid out. */
    PAYOUTS,
    /** Earnings that were paid out. */
    TRANSFERS;

    /** The holder of all of them: the greatest UUID, which no user has and which sorts after every user. */
    public static final UUID HOLDER = new UUID(-1, -1);

    @Override
    public UUID holderId() {
        return HOLDER;
    }

    @Override
    public String purse() {
        return name().toLowerCase(Locale.ROOT);
    }
}
