package dev.mainnet.billing.statement;

import dev.mainnet.defaults.error.ApiException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Months of UTC. */
final class Months {

    private static final Pattern MONTH = Pattern.compile("2[0-9]{3}-(0[1-9]|1[0-2])");

    private Months() {}

    /** Reads a month written like {@code 2026-11}. */
    static YearMonth read(String text) {
        if (!MONTH.matcher(text).matches()) {
            throw ApiException.invalid("month", "must be a month, for example 2026-11");
        }
        return YearMonth.parse(text);
    }

    static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
