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
        requireUsual("from", from);
        if (!to.isAfter(from) || Duration.between(from, to).compareTo(MOST) > 0) {
            throw ApiException.invalid("to", "must be after from, by at most 366 days");
        }
    }

    /** Reads times or dates of UTC; a date as the end includes that day. Without them the last thirty days. */
    static Period of(@Nullable String from, @Nullable String to, Clock clock) {
        Instant end = to == null ? clock.instant() : end(to);
        Instant start = from == null ? end.minus(USUAL) : start(from);
        return new Period(start, end);
    }

    /** Reads the query parameter {@code from}: a time, or a date of UTC for its first instant. */
    public static Instant start(String text) {
        return requireUsual("from", read("from", text, 0));
    }

    /** Reads the query parameter {@code to}: a time, or a date of UTC for the first instant after it. */
    public static Instant end(String text) {
        return requireUsual("to", read("to", text, 1));
    }

    private static Instant requireUsual(String name, Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw ApiException.invalid(name, "must lie between the years 2000 and 3000");
        }
        return time;
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
