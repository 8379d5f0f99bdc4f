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

/** All groups. To an account there are only those that it is a member of. */
@Repository
class Groups {

    /** What a list of groups can be sorted by. */
    static final List<String> SORTS = List.of("created_at", "name");

    private static final String OF_ACCOUNT = """
            FROM user_group JOIN group_member ON group_id = user_group.id WHERE account_id = $1
            """;

    private final DatabaseClient database;

    Groups(DatabaseClient database) {
        this.database = database;
    }

    /** Adds a group; false when its id is taken. */
    Mono<Boolean> add(Group group) {
        return database.sql("""
                        INSERT INTO user_group (id, name, description, created_at, updated_at)
                        VALUES ($1, $2, $3, $4, $4) ON CONFLICT DO NOTHING
                        """)
                .bind(0, group.id())
                .bind(1, group.name())
                .bind(2, group.description())
                .bind(3, group.createdAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Group> find(UUID accountId, UUID id) {
        return find(accountId, id, "");
    }

    /** As {@link #find}; the group and who belongs to it then stay as they are until the transaction ends. */
    Mono<Group> lock(UUID accountId, UUID id) {
        return find(accountId, id, " FOR UPDATE OF user_group");
    }

    Flux<Group> of(UUID accountId, PageRequest page) {
        return database.sql("SELECT user_group.*, standing " + OF_ACCOUNT + " ORDER BY " + page.sortBy()
                        + (page.ascending() ? " ASC" : " DESC") + ", id LIMIT $2 OFFSET $3")
                .bind(0, accountId)
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(Groups::group)
                .all();
    }

    Mono<Long> count(UUID accountId) {
        return database.sql("SELECT count(*) " + OF_ACCOUNT)
                .bind(0, accountId)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    Mono<Long> countOwned(UUID accountId, UUID besides) {
        return database.sql("SELECT count(*) " + OF_ACCOUNT + " AND standing = 'owner' AND id <> $2")
                .bind(0, accountId)
                .bind(1, besides)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    Mono<Void> update(Group group) {
        return database.sql("UPDATE user_group SET name = $2, description = $3, updated_at = $4 WHERE id = $1")
                .bind(0, group.id())
                .bind(1, group.name())
                .bind(2, group.description())
                .bind(3, group.updatedAt())
                .then();
    }

    /** With all its members and invitations. */
    Mono<Void> delete(UUID id) {
        return database.sql("DELETE FROM user_group WHERE id = $1").bind(0, id).then();
    }

    /** Locks a group whoever asks, for an invitation proves enough; empty when it is gone. */
    Mono<String> lockName(UUID id) {
        return database.sql("SELECT name FROM user_group WHERE id = $1 FOR UPDATE")
                .bind(0, id)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one();
    }

    private Mono<Group> find(UUID accountId, UUID id, String lock) {
        return database.sql("SELECT user_group.*, standing " + OF_ACCOUNT + " AND user_group.id = $2" + lock)
                .bind(0, accountId)
                .bind(1, id)
                .map(Groups::group)
                .one();
    }

    private static Group group(Readable row) {
        return new Group(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("description", String.class)),
                Standing.of(Objects.requireNonNull(row.get("standing", String.class))),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("updated_at", Instant.class)));
    }
}
