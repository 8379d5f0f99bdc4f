package dev.mainnet.defaults.identity;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which scope a path of a service needs. A path without a rule needs an identity and no scope; the first rule that fits decides. */
public record ScopeRules(Map<String, String> scopeByPattern) {

    public static ScopeRules none() {
        return new ScopeRules(Map.of());
    }

    public ScopeRules need(String scope, String pattern) {
        Map<String, String> more = new LinkedHashMap<>(scopeByPattern);
        more.putIfAbsent(pattern, scope);
        return new ScopeRules(more);
    }
}
