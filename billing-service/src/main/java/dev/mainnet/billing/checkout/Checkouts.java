package dev.mainnet.billing.checkout;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All checkouts. */
@Repository
public class Checkouts {

    private static final String COLUMNS = """
            SELECT id, user_id, amount_cents, currency, session_id, session_url, state, reason FROM checkout
            """;

    private final DatabaseClient database;

    Checkouts(DatabaseClient database) {
        this.database = database;
    }

    /** The newest checkout in that session, as it is now. */
    public Mono<Checkout> inSession(String sessionId) {
        return database.sql(COLUMNS + "WHERE session_id = $1 ORDER BY created_at DESC LIMIT 1")
                .bind(0, sessionId)
                .map(Checkouts::checkout)
                .one();
    }

    /**
     * Locks a checkout until the transaction ends, but not against the foreign key of its payment: whoever has locked that payment
     * may only save it when this does not wait for it.
     */
    public Mono<Checkout> lock(UUID id) {
        return database.sql(COLUMNS + "WHERE id = $1 FOR NO KEY UPDATE")
                .bind(0, id)
                .map(Checkouts::checkout)
                .one();
    }

    /**
     * Locks a checkout in that session as {@link #lock(UUID)} does: one that is open before one that is not, one of that amount before
     * another, the newest before older ones. At Stripe a session has one checkout; a mock may have one session for all.
     *
     * @param buyer whose it must be; anybody's where that is not told
     */
    public Mono<Checkout> lockInSession(String sessionId, Optional<UUID> buyer, long amountCents) {
        return database.sql(COLUMNS + """
                        WHERE session_id = $1 AND ($2::uuid IS NULL OR user_id = $2)
                        ORDER BY state = 'OPEN' DESC, amount_cents = $3 DESC, created_at DESC
                        LIMIT 1 FOR NO KEY UPDATE
                        """)
                .bind(0, sessionId)
                .bind(1, buyer.isPresent() ? Parameters.in(buyer.get()) : Parameters.in(UUID.class))
                .bind(2, amountCents)
                .map(Checkouts::checkout)
                .one();
    }

    /** Saves the state of a locked checkout. */
    public Mono<Void> saveState(Checkout checkout) {
        return database.sql("UPDATE checkout SET state = $2, reason = $3, changed_at = now() WHERE id = $1")
                .bind(0, checkout.id())
                .bind(1, checkout.state().name())
                .bind(2, Parameters.in(R2dbcType.VARCHAR, checkout.reason()))
                .then();
    }

    /** Adds a new one, unless it is there already, and answers what is there. */
    Mono<Checkout> insertOrFind(Checkout checkout) {
        return database.sql("""
                        INSERT INTO checkout (id, user_id, amount_cents, currency, state) VALUES ($1, $2, $3, $4, $5)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .bind(0, checkout.id())
                .bind(1, checkout.userId())
                .bind(2, checkout.amountCents())
                .bind(3, checkout.currency())
                .bind(4, checkout.state().name())
                .then()
                .then(database.sql(COLUMNS + "WHERE id = $1")
                        .bind(0, checkout.id())
                        .map(Checkouts::checkout)
                        .one());
    }

    /** Notes the session of a checkout, unless another try was first, and answers the one that stays. */
    Mono<CheckoutSession> noteSession(UUID id, CheckoutSession session) {
        return database.sql("""
                        UPDATE checkout SET session_id = coalesce(session_id, $2), session_url = coalesce(session_url, $3)
                        WHERE id = $1 RETURNING session_id, session_url
                        """)
                .bind(0, id)
                .bind(1, session.id())
                .bind(2, Parameters.in(R2dbcType.VARCHAR, session.url()))
                .map(row -> new CheckoutSession(text(row, "session_id"), row.get("session_url", String.class)))
                .one();
    }

    private static Checkout checkout(Readable row) {
        String sessionId = row.get("session_id", String.class);
        return new Checkout(
                Objects.requireNonNull(row.get("id", UUID.class)),
                Objects.requireNonNull(row.get("user_id", UUID.class)),
                Objects.requireNonNull(row.get("amount_cents", Long.class)),
                text(row, "currency"),
                sessionId == null ? null : new CheckoutSession(sessionId, row.get("session_url", String.class)),
                CheckoutState.valueOf(text(row, "state")),
                row.get("reason", String.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
