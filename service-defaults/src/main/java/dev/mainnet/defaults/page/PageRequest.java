package dev.mainnet.defaults.page;

import dev.mainnet.defaults.error.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which part of a list is wanted: {@code page} (1), {@code limit} (10, at most 100), {@code sort_by}, {@code order}.
 *
 * @param sortBy one of the names that the list allows
 */
public record PageRequest(int page, int limit, String sortBy, boolean ascending) {

    private static final int MOST_PAGES = 100_000;

    /**
     * Reads the query parameters.
     *
     * @param allowedSorts the names {@code sort_by} may have; the first is the default
     */
    public static PageRequest of(MultiValueMap<String, String> query, List<String> allowedSorts) {
        String sortBy = query.getFirst("sort_by");
        String order = query.getFirst("order");
        if (sortBy != null && !allowedSorts.contains(sortBy)) {
            throw ApiException.invalid("sort_by", "must be one of " + String.join(", ", allowedSorts));
        }
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw ApiException.invalid("order", "must be asc or desc");
        }
        return new PageRequest(
                number("page", query.getFirst("page"), 1, MOST_PAGES),
                number("limit", query.getFirst("limit"), 10, 100),
                sortBy == null ? allowedSorts.getFirst() : sortBy,
                order == null ? sortBy != null && sortBy.equals("name") : order.equals("asc"));
    }

    public long offset() {
        return (long) (page - 1) * limit;
    }

    static int number(String name, @Nullable String text, int otherwise, int most) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw ApiException.invalid(name, "must be a whole number");
        }
        throw ApiException.invalid(name, "must be between 1 and " + most);
    }
}
