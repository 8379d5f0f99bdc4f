package dev.mainnet.user.administration;

import dev.mainnet.defaults.page.PageRequest;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All accounts with what administrators need to know of them. */
@Repository
class People {

    /** What a list of accounts can be sorted by. */
    static final List<String> SORTS = List.of("created_at", "username");

    private static final String SELECT = """
            SELECT account.*, suspended_at, reason,
                   ARRAY(SELECT role.name FROM account_role JOIN role ON role.id = role_id
                         WHERE account_id = account.id ORDER BY role.name) AS roles
            FROM account LEFT JOIN account_suspension ON account_suspension.account_id = account.id
            """;

    private static final String MATCHING = """
            WHERE lower(username COLLATE "C") LIKE $1 OR lower(email COLLATE "C") LIKE $1
            """;

    private final DatabaseClient database;

    People(DatabaseClient database) {
        this.database = database;
    }

    /** Those whose username or e-mail address begins like that, whatever the case. */
    Flux<Person> matching(String beginning, PageRequest page) {
        String order = page.sortBy().equals("username") ? "lower(username COLLATE \"C\")" : "created_at";
        return database.sql(SELECT + MATCHING + " ORDER BY " + order + (page.ascending() ? " ASC" : " DESC")
                        + ", id LIMIT $2 OFFSET $3")
                .bind(0, pattern(beginning))
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(People::person)
                .all();
    }

    Mono<Long> count(String beginning) {
        return database.sql("SELECT count(*) FROM account " + MATCHING)
                .bind(0, pattern(beginning))
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    Mono<Person> byId(UUID id) {
        return database.sql(SELECT + " WHERE account.id = $1")
                .bind(0, id)
                .map(People::person)
                .one();
    }

    private static String pattern(String beginning) {
        return beginning.toLowerCase(Locale.ROOT).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static Person person(Readable row) {
        return new Person(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("username", String.class)),
                Objects.requireNonNull(row.get("email", String.class)),
                Objects.requireNonNull(row.get("email_verified", Boolean.class)),
                row.get("fullname", String.class),
                List.of(Objects.requireNonNull(row.get("roles", String[].class))),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                row.get("suspended_at", Instant.class),
                row.get("reason", String.class));
    }
}
