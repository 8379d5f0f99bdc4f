package dev.mainnet.billing.usage;

import dev.mainnet.defaults.error.ApiException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, the start in it and the end not.
 *
 * @param from not before the year 2000
 * @param to at most 366 days later
 */
public record Period(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration MOST = Duration.ofDays(366);
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("3000-01-01T00:00:00Z");

    public Period {
        if (from.isBefore(FIRST) || from.isAfter(LAST)) {
            throw ApiException.invalid("from", "must lie between the years 2000 and 3000");
        }
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(MOST) > 0) {
            throw ApiException.invalid("to", "must be after from, by at most 366 days");
        }
    }

    /** Reads times or dates of UTC; a date as the end includes that day. Without them the last thirty days. */
    static Period of(@Nullable String from, @Nullable String to, Clock clock) {
        Instant end = to == null ? clock.instant() : read("to", to, 1);
        Instant start = from == null ? end.minus(USUAL) : read("from", from, 0);
        return new Period(start, end);
    }

    private static Instant read(String name, String text, int daysOfDate) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(daysOfDate)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiException.invalid(name, "must be a date or a time of RFC 3339");
        }
    }
}
