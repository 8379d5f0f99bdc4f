package dev.mainnet.billing.ledger;

import java.util.Locale;
import java.util.UUID;

/** One of a user's accounts. */
public record UserAccount(UUID userId, Kind kind) implements Account {

    /** What the credits are there for. */
    public enum Kind {
        /** To be spent. May be below zero: calls are paid after their answer. */
        AVAILABLE,
        /** Set aside for jobs under way; never below zero. */
        RESERVED,
        /** Earned with models and machines. */
        EARNINGS
    }

    public static UserAccount available(UUID userId) {
        return new UserAccount(userId, Kind.AVAILABLE);
    }

    public static UserAccount reserved(UUID userId) {
        return new UserAccount(userId, Kind.RESERVED);
    }

    public static UserAccount earnings(UUID userId) {
        return new UserAccount(userId, Kind.EARNINGS);
    }

    @Override
    public UUID holderId() {
        return userId;
    }

    @Override
    public String purse() {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
