package dev.mainnet.model.hub;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.model.signature.Kind;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Mono;

/** Searches the catalogue. */
@Component
class SearchHub {

    private static final int LONGEST_QUERY = 200;

    private final Listings listings;

    SearchHub(Listings listings) {
        this.listings = listings;
    }

    /** A page of public deployments; an ApiException names the query parameter that is wrong. */
    Mono<Listings.Page> search(MultiValueMap<String, String> query, PageRequest page) {
        String words = Optional.ofNullable(query.getFirst("q")).orElse("");
        if (words.length() > LONGEST_QUERY) {
            throw ApiException.invalid("q", "must have at most " + LONGEST_QUERY + " characters");
        }
        Listings.Sort sort = sort(Optional.ofNullable(query.getFirst("sort")).orElse(page.sortBy()));
        return listings.search(
                words, Optional.ofNullable(query.getFirst("kind")).map(SearchHub::kind), sort, page);
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "prediction" -> Kind.PREDICTION;
            case "text" -> Kind.TEXT;
            default -> throw ApiException.invalid("kind", "must be prediction or text");
        };
    }

    private static Listings.Sort sort(String text) {
        return switch (text) {
            case "calls" -> Listings.Sort.CALLS;
            case "newest", "created_at" -> Listings.Sort.NEWEST;
            default -> throw ApiException.invalid("sort", "must be calls or newest");
        };
    }
}
