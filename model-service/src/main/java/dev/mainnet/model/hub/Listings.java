package dev.mainnet.model.hub;

import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.model.deployment.DeploymentRows;
import dev.mainnet.model.registry.ModelRows;
import dev.mainnet.model.signature.Kind;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The catalogue as callers search it. */
@Repository
class Listings {

    private static final int MOST_WORDS = 8;

    private static final String SELECT = "SELECT " + DeploymentRows.COLUMNS + ", " + ModelRows.COLUMNS + ", c.calls";
    private static final String FROM = """
             FROM deployment d
             JOIN deployment_calls c ON c.deployment_id = d.id
             LEFT JOIN model m ON m.id = d.model_id
            """;
    private static final String PUBLIC = FROM + " WHERE d.visibility = 'public' AND ($1::text IS NULL OR d.kind = $1)";
    private static final String MATCHING = " AND d.words @@ to_tsquery('simple', $2)";

    private final DatabaseClient database;

    Listings(DatabaseClient database) {
        this.database = database;
    }

    /** A page of listings and how many there are in all. */
    record Page(List<Listing> listings, long total) {}

    /** The order of a page. */
    enum Sort {
        CALLS("c.calls", "c.deployment_id"),
        NEWEST("d.created_at", "d.id");

        private final String most;
        private final String amongEquals;

        Sort(String most, String amongEquals) {
            this.most = most;
            this.amongEquals = amongEquals;
        }

        /** The most first, or the very opposite: either way an index gives it. */
        private String clause(boolean ascending) {
            return " ORDER BY " + most + (ascending ? " ASC, " : " DESC, ") + amongEquals
                    + (ascending ? " DESC" : " ASC");
        }
    }

    /** Public deployments of that kind, or of any, in which every word of the query begins a word; all of them for an empty query. */
    Mono<Page> search(String query, Optional<Kind> kind, Sort sort, PageRequest page) {
        Optional<String> words = words(query);
        String where = PUBLIC + words.map(given -> MATCHING).orElse("");
        String part = " LIMIT " + page.limit() + " OFFSET " + page.offset();
        Mono<List<Listing>> listings = bind(SELECT + where + sort.clause(page.ascending()) + part, kind, words)
                .map(Listings::read)
                .all()
                .collectList();
        Mono<Long> total = bind("SELECT count(*)" + where, kind, words)
                .mapValue(Long.class)
                .one();
        return Mono.zip(listings, total, Page::new);
    }

    /** The deployment at an address, whoever may see it. */
    Mono<Listing> find(String owner, String slug) {
        return database.sql(SELECT + FROM + " WHERE lower(d.owner_username) = lower($1) AND d.slug = $2")
                .bind(0, owner)
                .bind(1, slug)
                .map(Listings::read)
                .one();
    }

    private GenericExecuteSpec bind(String sql, Optional<Kind> kind, Optional<String> words) {
        GenericExecuteSpec statement = kind.map(given -> database.sql(sql).bind(0, given.text()))
                .orElseGet(() -> database.sql(sql).bindNull(0, String.class));
        return words.map(given -> statement.bind(1, given)).orElse(statement);
    }

    /** Only letters and digits reach the query language. */
    private static Optional<String> words(String query) {
        String words = Arrays.stream(query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> word + ":*")
                .collect(Collectors.joining(" & "));
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private static Listing read(Readable row) {
        Long calls = row.get("calls", Long.class);
        return new Listing(DeploymentRows.read(row), ModelRows.readIfAny(row), calls == null ? 0 : calls);
    }
}
