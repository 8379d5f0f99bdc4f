package dev.mainnet.defaults.page;

import dev.mainnet.defaults.error.ApiException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/**
 * Which part of a ledger is wanted: {@code limit} (10, at most 100) entries that follow the entry {@code after}.
 *
 * @param after the id of the last entry of the part before; nothing for the first part
 */
public record CursorRequest(int limit, Optional<UUID> after) {

    public static CursorRequest of(MultiValueMap<String, String> query) {
        int limit = PageRequest.number("limit", query.getFirst("limit"), 10, 100);
        String after = query.getFirst("after");
        try {
            return new CursorRequest(limit, Optional.ofNullable(after).map(UUID::fromString));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("after", "is no cursor of this list");
        }
    }
}
