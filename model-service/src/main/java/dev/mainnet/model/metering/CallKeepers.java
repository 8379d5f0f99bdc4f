package dev.mainnet.model.metering;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which instances keep open calls, and until when they are taken to be alive. */
@Repository
class CallKeepers {

    private final DatabaseClient database;

    CallKeepers(DatabaseClient database) {
        this.database = database;
    }

    /** Renews a lease; false when it has run out: then others may have settled the calls. */
    Mono<Boolean> renew(UUID keeperId, Duration lease) {
        return database.sql("""
                        UPDATE call_keeper SET alive_until = now() + make_interval(secs => $2)
                        WHERE id = $1 AND alive_until > now()
                        """)
                .bind(0, keeperId)
                .bind(1, seconds(lease))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Deletes keepers that have kept nothing for an hour, and counts of tokens that are as old. */
    Mono<Void> tidy() {
        return database.sql("""
                        DELETE FROM call_keeper k WHERE k.alive_until < now() - interval '1 hour'
                        AND NOT EXISTS (SELECT FROM open_call c WHERE c.keeper_id = k.id)
                        """).then().then(database.sql("""
                                DELETE FROM token_window WHERE (scope_id, account_id) IN (
                                    SELECT scope_id, account_id FROM token_window WHERE minute < now() - interval '1 hour'
                                    ORDER BY minute LIMIT 10000 FOR UPDATE SKIP LOCKED)
                                """).then());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
