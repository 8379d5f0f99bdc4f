package dev.mainnet.defaults.page;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a history, walked along an index from its newest entry on, and what was found on it. The stretch has a bound, so that
 * a filter that matches hardly anything cannot make one page read a million entries: such a page holds fewer entries than its limit,
 * or none, and its cursor goes on where the walk stopped.
 *
 * <p>The statement answers at least one row. Each has the columns {@code id} (null when nothing was found), {@code walked} (how many
 * entries were walked) and {@code walked_to} (the id of the last of them).
 *
 * @param found newest first; one more than the page's limit when there are so many
 * @param walkedTo nothing when the history ended before the bound
 */
public record Walk<T>(List<T> found, Optional<UUID> walkedTo) {

    /** How many entries a filtered page walks at most: some milliseconds. */
    public static final int MOST = 10_000;

    /** How far to walk for a page: where every entry matches, one more than its limit tells whether there are more. */
    public static int length(boolean filtered, int limit) {
        return filtered ? Math.max(MOST, limit + 1) : limit + 1;
    }

    /**
     * Makes a walk of the rows that the statement answered.
     *
     * @param length the bound that the statement had
     */
    public static <T> Walk<T> of(List<Step<T>> rows, int length) {
        List<T> found = rows.stream().flatMap(row -> row.found().stream()).toList();
        return new Walk<>(
                found,
                rows.stream().filter(row -> row.walked() >= length).findFirst().flatMap(Step::walkedTo));
    }

    /** The page of at most so many entries. */
    public CursorPage<T> page(int limit, Function<T, UUID> id) {
        boolean full = found.size() > limit;
        List<T> data = full ? List.copyOf(found.subList(0, limit)) : found;
        Optional<UUID> next = full ? Optional.of(id.apply(data.getLast())) : walkedTo;
        return new CursorPage<>(data, next.isPresent(), next.map(UUID::toString).orElse(null));
    }

    /** One row of such a statement. */
    public record Step<T>(Optional<T> found, long walked, Optional<UUID> walkedTo) {

        public static <T> Step<T> of(Readable row, Function<Readable, T> entry) {
            @Nullable UUID id = row.get("id", UUID.class);
            return new Step<>(
                    id == null ? Optional.empty() : Optional.of(entry.apply(row)),
                    Objects.requireNonNull(row.get("walked", Long.class)),
                    Optional.ofNullable(row.get("walked_to", UUID.class)));
        }
    }
}
