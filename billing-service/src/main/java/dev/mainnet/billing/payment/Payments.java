package dev.mainnet.billing.payment;

import dev.mainnet.billing.payment.Payment.Buyer;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All payments. */
@Repository
class Payments {

    private final DatabaseClient database;

    Payments(DatabaseClient database) {
        this.database = database;
    }

    /** Makes the payment if nothing was heard of it, and locks it until the transaction ends. */
    Mono<Payment> lock(String id) {
        return database.sql("""
                        INSERT INTO payment (id) VALUES ($1)
                        ON CONFLICT (id) DO UPDATE SET version = payment.version + 1
                        RETURNING *
                        """)
                .bind(0, id)
                .map(Payments::withoutDisputes)
                .one()
                .flatMap(payment -> disputes(id).map(disputes -> with(disputes, payment)));
    }

    /** Saves a locked payment. */
    Mono<Void> save(Payment payment) {
        return database.sql("""
                        UPDATE payment SET checkout_id = $2, user_id = $3, paid_cents = $4, refunded_cents = $5,
                            shown_purchase_cents = $6, shown_refund_cents = $7, shown_dispute_cents = $8
                        WHERE id = $1
                        """)
                .bind(0, payment.id())
                .bind(1, uuid(payment.buyerIfKnown().map(Buyer::checkoutId)))
                .bind(2, uuid(payment.buyerIfKnown().map(Buyer::userId)))
                .bind(3, payment.paidCents())
                .bind(4, payment.refundedCents())
                .bind(5, payment.shown().purchase())
                .bind(6, payment.shown().refund())
                .bind(7, payment.shown().dispute())
                .then()
                .then(save(payment.id(), payment.disputes().values()));
    }

    private Mono<Void> save(String paymentId, Collection<Dispute> disputes) {
        if (disputes.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO payment_dispute (id, payment_id, amount_cents, state)
                        SELECT id, $1, amount, state FROM unnest($2::text[], $3::bigint[], $4::text[]) AS d(id, amount, state)
                        ON CONFLICT (id) DO UPDATE SET amount_cents = excluded.amount_cents, state = excluded.state
                        """)
                .bind(0, paymentId)
                .bind(1, disputes.stream().map(Dispute::id).toArray(String[]::new))
                .bind(2, disputes.stream().map(Dispute::amountCents).toArray(Long[]::new))
                .bind(
                        3,
                        disputes.stream().map(dispute -> dispute.state().name()).toArray(String[]::new))
                .then();
    }

    private Mono<Map<String, Dispute>> disputes(String paymentId) {
        return database.sql("SELECT id, amount_cents, state FROM payment_dispute WHERE payment_id = $1")
                .bind(0, paymentId)
                .map(row -> new Dispute(
                        Objects.requireNonNull(row.get("id", String.class)),
                        cents(row, "amount_cents"),
                        DisputeState.valueOf(Objects.requireNonNull(row.get("state", String.class)))))
                .all()
                .collectMap(Dispute::id);
    }

    private static Payment with(Map<String, Dispute> disputes, Payment payment) {
        return new Payment(
                payment.id(), payment.buyer(), payment.paidCents(), payment.refundedCents(), disputes, payment.shown());
    }

    private static Payment withoutDisputes(Readable row) {
        UUID checkoutId = row.get("checkout_id", UUID.class);
        return new Payment(
                Objects.requireNonNull(row.get("id", String.class)),
                checkoutId == null
                        ? null
                        : new Buyer(checkoutId, Objects.requireNonNull(row.get("user_id", UUID.class))),
                cents(row, "paid_cents"),
                cents(row, "refunded_cents"),
                Map.of(),
                new Position(
                        cents(row, "shown_purchase_cents"),
                        cents(row, "shown_refund_cents"),
                        cents(row, "shown_dispute_cents")));
    }

    private static Parameter uuid(Optional<UUID> id) {
        return id.isPresent() ? Parameters.in(id.get()) : Parameters.in(UUID.class);
    }

    private static long cents(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
