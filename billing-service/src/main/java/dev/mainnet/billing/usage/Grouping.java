package dev.mainnet.billing.usage;

import dev.mainnet.defaults.error.ApiException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** By what usage is summed up. */
public enum Grouping {
    /** Days of UTC, in their order. */
    DAY("(occurred_at AT TIME ZONE 'UTC')::date", "group_key"),
    /** Deployments, the dearest first. */
    DEPLOYMENT("deployment_id", "cost DESC, group_key"),
    /** API keys, the dearest first; calls of sessions together under no key. */
    KEY("key_id", "cost DESC, group_key"),
    /** Models, the dearest first: what several deployments of one model cost together. */
    MODEL("model_id", "cost DESC, group_key");

    private final String expression;
    private final String order;

    Grouping(String expression, String order) {
        this.expression = expression;
        this.order = order;
    }

    /** Reads the query parameter {@code group_by}; days without one. */
    static Grouping of(@Nullable String name) {
        if (name == null) {
            return DAY;
        }
        return Arrays.stream(values())
                .filter(grouping -> grouping.text().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("group_by", "must be one of day, deployment, key, model"));
    }

    /** The name as clients write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    String expression() {
        return expression;
    }

    String order() {
        return order;
    }
}
