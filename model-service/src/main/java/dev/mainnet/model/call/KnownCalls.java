package dev.mainnet.model.call;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.identity.Identity.KeyGrant;
import dev.mainnet.model.admission.Turn;
import dev.mainnet.model.deployment.DeploymentRows;
import dev.mainnet.model.metering.Totals;
import dev.mainnet.model.registry.ModelRows;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads a deployment, its model and what the caller has used with one query: the only one before a call starts. */
@Repository
class KnownCalls {

    private static final String SELECT = "SELECT " + DeploymentRows.COLUMNS + ", " + ModelRows.COLUMNS + """
            , coalesce((SELECT recorded_micro FROM account_usage WHERE account_id = $3), 0) AS account_micro
            , coalesce((SELECT recorded_micro FROM key_usage WHERE meter_id = $4), 0) AS key_micro
            , coalesce((SELECT calls FROM caller_calls c WHERE c.deployment_id = d.id AND c.account_id = $3), 0) AS caller_calls
            , coalesce((SELECT tokens FROM token_window w WHERE w.scope_id = d.id AND w.account_id = $3
                        AND w.minute = date_trunc('minute', now())), 0) AS deployment_tokens
            , coalesce((SELECT tokens FROM token_window w WHERE w.scope_id = $5 AND w.account_id = $3
                        AND w.minute = date_trunc('minute', now())), 0) AS key_tokens
            , (SELECT cost_micro FROM usage WHERE usage.id = $6) AS paid_micro
            FROM deployment d LEFT JOIN model m ON m.id = d.model_id
            WHERE lower(d.owner_username) = lower($1) AND d.slug = $2
            """;

    private final DatabaseClient database;

    KnownCalls(DatabaseClient database) {
        this.database = database;
    }

    Mono<KnownCall> find(Address address, Identity caller, Turn turn, UUID operationId) {
        return database.sql(SELECT)
                .bind(0, address.owner())
                .bind(1, address.slug())
                .bind(2, caller.accountId())
                .bind(3, id(turn.keyMeter()))
                .bind(4, id(caller.key().map(KeyGrant::keyId)))
                .bind(5, operationId)
                .map(KnownCalls::read)
                .one();
    }

    private static Parameter id(Optional<UUID> id) {
        return id.map(given -> Parameters.in((Object) given)).orElseGet(() -> Parameters.in(UUID.class));
    }

    private static KnownCall read(Readable row) {
        return new KnownCall(
                DeploymentRows.read(row),
                ModelRows.readIfAny(row),
                new Totals(number(row, "account_micro"), number(row, "key_micro"), number(row, "caller_calls")),
                number(row, "deployment_tokens"),
                number(row, "key_tokens"),
                Optional.ofNullable(row.get("paid_micro", Long.class)));
    }

    private static long number(Readable row, String column) {
        return Optional.ofNullable(row.get(column, Long.class)).orElse(0L);
    }
}
