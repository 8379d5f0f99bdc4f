package dev.mainnet.user.group;

import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All invitations to groups. At most one to a group and address can be accepted. */
@Repository
class Invitations {

    /** What a list of invitations can be sorted by. */
    static final List<String> SORTS = List.of("created_at");

    private static final int SWEEP = 1_000;
    private static final String OPEN = "state = 'pending' AND expires_at > ";

    private final DatabaseClient database;

    Invitations(DatabaseClient database) {
        this.database = database;
    }

    /** Adds an invitation, in place of an earlier one of the same address. */
    Mono<Void> replace(Invitation invitation, Secret token) {
        return database.sql("""
                        UPDATE group_invitation SET state = 'withdrawn'
                        WHERE group_id = $1 AND lower(email COLLATE "C") = lower($2 COLLATE "C") AND state = 'pending'
                        """)
                .bind(0, invitation.groupId())
                .bind(1, invitation.email().text())
                .then()
                .then(Mono.defer(() -> add(invitation, token)));
    }

    private Mono<Void> add(Invitation invitation, Secret token) {
        return database.sql("""
                        INSERT INTO group_invitation (id, group_id, email, invited_by, token_sha256, state, created_at, expires_at)
                        VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7)
                        """)
                .bind(0, invitation.id())
                .bind(1, invitation.groupId())
                .bind(2, invitation.email().text())
                .bind(3, invitation.invitedBy())
                .bind(4, token.sha256())
                .bind(5, invitation.createdAt())
                .bind(6, invitation.expiresAt())
                .then();
    }

    Mono<Boolean> exists(UUID id) {
        return database.sql("SELECT EXISTS (SELECT FROM group_invitation WHERE id = $1)")
                .bind(0, id)
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    /** How many an account has sent since the instant. */
    Mono<Long> countSentBy(UUID accountId, Instant since) {
        return number(database.sql("SELECT count(*) FROM group_invitation WHERE invited_by = $1 AND created_at > $2")
                .bind(0, accountId)
                .bind(1, since));
    }

    /** The invitation that the token was mailed for, while it can be accepted. */
    Mono<Invitation> withToken(Secret token, Instant now) {
        return database.sql("SELECT * FROM group_invitation WHERE token_sha256 = $1 AND " + OPEN + "$2")
                .bind(0, token.sha256())
                .bind(1, now)
                .map(Invitations::invitation)
                .one();
    }

    /** True for the one caller that accepts it first. */
    Mono<Boolean> accept(UUID id, Instant now) {
        return changed(database.sql("UPDATE group_invitation SET state = 'accepted' WHERE id = $1 AND " + OPEN + "$2")
                .bind(0, id)
                .bind(1, now));
    }

    /** False when the group has no such invitation that could be accepted. */
    Mono<Boolean> withdraw(UUID groupId, UUID id, Instant now) {
        return changed(
                database.sql("UPDATE group_invitation SET state = 'withdrawn' WHERE id = $1 AND group_id = $2 AND "
                                + OPEN + "$3")
                        .bind(0, id)
                        .bind(1, groupId)
                        .bind(2, now));
    }

    /** Those of a group that can be accepted. */
    Flux<Invitation> open(UUID groupId, Instant now, PageRequest page) {
        return database.sql("SELECT * FROM group_invitation WHERE group_id = $1 AND " + OPEN + "$2 ORDER BY created_at "
                        + (page.ascending() ? "ASC" : "DESC") + ", id LIMIT $3 OFFSET $4")
                .bind(0, groupId)
                .bind(1, now)
                .bind(2, page.limit())
                .bind(3, page.offset())
                .map(Invitations::invitation)
                .all();
    }

    Mono<Long> countOpen(UUID groupId, Instant now) {
        return number(database.sql("SELECT count(*) FROM group_invitation WHERE group_id = $1 AND " + OPEN + "$2")
                .bind(0, groupId)
                .bind(1, now));
    }

    /** Forgets at most a thousand that expired before the instant. */
    Mono<Long> deleteExpired(Instant before) {
        return database.sql("""
                        DELETE FROM group_invitation WHERE id IN (
                            SELECT id FROM group_invitation WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)
                        """).bind(0, before).bind(1, SWEEP).fetch().rowsUpdated();
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private static Mono<Long> number(DatabaseClient.GenericExecuteSpec statement) {
        return statement
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    private static Invitation invitation(Readable row) {
        return new Invitation(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("group_id", UUID.class)),
                new EmailAddress(Objects.requireNonNull(row.get("email", String.class))),
                Objects.requireNonNull(row.get("invited_by", UUID.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                Objects.requireNonNull(row.get("expires_at", Instant.class)));
    }
}
