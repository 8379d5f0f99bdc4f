package dev.mainnet.user.group;

import dev.mainnet.defaults.page.PageRequest;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who belongs to which group. */
@Repository
class Members {

    /** What a list of members can be sorted by. */
    static final List<String> SORTS = List.of("joined_at", "username");

    private final DatabaseClient database;

    Members(DatabaseClient database) {
        this.database = database;
    }

    /** Adds a member; does nothing for one who belongs to the group already. */
    Mono<Void> add(UUID groupId, UUID accountId, Standing standing, Instant now) {
        return database.sql("""
                        INSERT INTO group_member (group_id, account_id, standing, joined_at) VALUES ($1, $2, $3, $4)
                        ON CONFLICT DO NOTHING
                        """)
                .bind(0, groupId)
                .bind(1, accountId)
                .bind(2, standing.text())
                .bind(3, now)
                .then();
    }

    /** False when he was none, or is the owner. */
    Mono<Boolean> remove(UUID groupId, UUID accountId) {
        return database.sql("DELETE FROM group_member WHERE group_id = $1 AND account_id = $2 AND standing = 'member'")
                .bind(0, groupId)
                .bind(1, accountId)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Flux<Member> of(UUID groupId, PageRequest page) {
        String order = page.sortBy().equals("username") ? "lower(username COLLATE \"C\")" : "joined_at";
        return database.sql("SELECT account_id, username, standing, joined_at"
                        + " FROM group_member JOIN account ON account.id = account_id WHERE group_id = $1 ORDER BY "
                        + order + (page.ascending() ? " ASC" : " DESC") + ", account_id LIMIT $2 OFFSET $3")
                .bind(0, groupId)
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(Members::member)
                .all();
    }

    Mono<Long> count(UUID groupId) {
        return database.sql("SELECT count(*) FROM group_member WHERE group_id = $1")
                .bind(0, groupId)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    private static Member member(Readable row) {
        return new Member(
                Objects.requireNonNull(row.get("account_id", UUID.class)),
                Objects.requireNonNull(row.get("username", String.class)),
                Standing.of(Objects.requireNonNull(row.get("standing", String.class))),
                Objects.requireNonNull(row.get("joined_at", Instant.class)));
    }
}
