package dev.mainnet.billing.payment;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The events that were applied. */
@Repository
class StripeEvents {

    private static final Logger LOG = LoggerFactory.getLogger(StripeEvents.class);

    private final DatabaseClient database;

    StripeEvents(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Notes an event in the transaction of its effect. A delivery at the same moment waits here for the other's end.
     *
     * @return whether it is new; a 409 when its id was used for something else
     */
    Mono<Boolean> insert(StripeEvent event) {
        return database.sql("""
                        INSERT INTO stripe_event (id, sha256, type) VALUES ($1, decode($2, 'hex'), $3) ON CONFLICT (id) DO NOTHING
                        """)
                .bind(0, event.id())
                .bind(1, event.hash().hex())
                .bind(2, event.type())
                .fetch()
                .rowsUpdated()
                .flatMap(
                        rows -> rows == 1 ? Mono.just(true) : requireSame(event).thenReturn(false));
    }

    /** Notes why the event did not do what it was meant to. */
    Mono<Void> setAside(StripeEvent event, String problem) {
        LOG.error("Stripe's event {} ({}) is a case for an operator: {}", event.id(), event.type(), problem);
        return database.sql("UPDATE stripe_event SET problem = $2 WHERE id = $1")
                .bind(0, event.id())
                .bind(1, problem)
                .then();
    }

    private Mono<Void> requireSame(StripeEvent event) {
        return database.sql("SELECT encode(sha256, 'hex') FROM stripe_event WHERE id = $1")
                .bind(0, event.id())
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one()
                .filter(known -> !known.equals(event.hash().hex()))
                .flatMap(other -> {
                    LOG.error("Stripe's event {} was delivered before with other content", event.id());
                    return Mono.error(
                            new ApiException(ErrorCode.CONFLICT, "This event was delivered before with other content"));
                });
    }
}
