package dev.mainnet.runner.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that are known at a place of a template; an inner scope sees the outer one and does not change it. */
final class Scope {
    private final Map<String, @Nullable Object> names = new HashMap<>();
    private final @Nullable Scope outer;
    private final Budget budget;

    Scope(Budget budget) {
        this.outer = null;
        this.budget = budget;
    }

    private Scope(Scope outer) {
        this.outer = outer;
        this.budget = outer.budget;
    }

    Scope inner() {
        return new Scope(this);
    }

    Budget budget() {
        return budget;
    }

    @Nullable Object get(String name) {
        Scope scope = this;
        while (scope != null) {
            if (scope.names.containsKey(name)) {
                return scope.names.get(name);
            }
            scope = scope.outer;
        }
        return Undefined.UNDEFINED;
    }

    void set(String name, @Nullable Object value) {
        names.put(name, value);
    }
}
