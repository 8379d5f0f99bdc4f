package dev.mainnet.defaults.page;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a ledger.
 *
 * @param nextCursor what to give as {@code after} for the next part; null at the end
 */
public record CursorPage<T>(
        List<T> data, boolean hasMore, @Nullable String nextCursor) {

    /**
     * Makes a page of rows that were selected with one more than the limit.
     *
     * @param id the id by which the list is ordered
     */
    public static <T> CursorPage<T> of(List<T> rows, CursorRequest request, Function<T, UUID> id) {
        boolean more = rows.size() > request.limit();
        List<T> data = more ? List.copyOf(rows.subList(0, request.limit())) : rows;
        return new CursorPage<>(data, more, more ? id.apply(data.getLast()).toString() : null);
    }
}
