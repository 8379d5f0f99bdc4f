package dev.mainnet.model.invocation;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.admission.Turn;
import dev.mainnet.model.deployment.DeploymentRows;
import dev.mainnet.model.metering.Totals;
import dev.mainnet.model.registry.ModelRows;
import io.r2dbc.spi.Readable;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Reads a deployment, its model and the caller's totals with one query: the only one before a call starts. */
@Repository
class Invocables {

    private static final String SELECT = "SELECT " + DeploymentRows.COLUMNS + ", " + ModelRows.COLUMNS + """
            , coalesce((SELECT recorded_micro FROM account_usage WHERE account_id = $3), 0) AS account_micro
            , coalesce((SELECT recorded_micro FROM key_usage WHERE meter_id = $4), 0) AS key_micro
            , (SELECT cost_micro FROM usage WHERE usage.id = $5) AS paid_micro
            FROM deployment d JOIN model m ON m.id = d.model_id
            WHERE lower(d.owner_username) = lower($1) AND d.slug = $2
            """;

    private final DatabaseClient database;

    Invocables(DatabaseClient database) {
        this.database = database;
    }

    Mono<Invocable> find(String owner, String slug, Identity caller, Turn turn, UUID operationId) {
        GenericExecuteSpec select = database.sql(SELECT)
                .bind(0, owner)
                .bind(1, slug)
                .bind(2, caller.accountId())
                .bind(4, operationId);
        return turn.keyMeter()
                .map(id -> select.bind(3, id))
                .orElseGet(() -> select.bindNull(3, UUID.class))
                .map(Invocables::read)
                .one();
    }

    private static Invocable read(Readable row) {
        return new Invocable(
                DeploymentRows.read(row),
                ModelRows.read(row),
                new Totals(micro(row, "account_micro"), micro(row, "key_micro")),
                Optional.ofNullable(row.get("paid_micro", Long.class)));
    }

    private static long micro(Readable row, String column) {
        return Optional.ofNullable(row.get(column, Long.class)).orElse(0L);
    }
}
