package dev.mainnet.runner.gguf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says before its data.
 *
 * @param values the single values by key: {@link String}, {@link Long}, {@link Double} or {@link Boolean}
 * @param arrays the lists by key; their elements are stepped over
 */
record GgufHeader(Map<String, Object> values, Map<String, Array> arrays, Map<String, Tensor> tensors) {
    GgufHeader() {
        this(new HashMap<>(), new HashMap<>(), new LinkedHashMap<>());
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    Optional<Long> number(String key) {
        return Optional.ofNullable(values.get(key))
                .filter(Long.class::isInstance)
                .map(Long.class::cast);
    }

    boolean isFalse(String key) {
        return Boolean.FALSE.equals(values.get(key));
    }

    /** A number that the file must have, from 1 to {@code max}. */
    int size(String key, int max) {
        long value = number(key).orElseThrow(() -> new NotGgufException("it lacks '" + key + "'"));
        if (value < 1 || value > max) {
            throw new NotGgufException("'" + key + "' is " + value + ", not between 1 and " + max);
        }
        return (int) value;
    }

    boolean has(String key) {
        return values.containsKey(key) || arrays.containsKey(key);
    }

    /**
     * A list.
     *
     * @param type of its elements, one of {@link ValueType}
     */
    record Array(int type, long length, TextScan texts) {}
}
