package dev.mainnet.model.trained;

import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import dev.mainnet.contracts.JobEvent.ModelTrained;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Models that are still to be registered. */
@Repository
class TrainedModels {

    /** @param attempts this one counted */
    record Due(ModelTrained trained, int attempts) {}

    private final DatabaseClient database;

    TrainedModels(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(ModelTrained trained) {
        return database.sql("INSERT INTO trained_model (model_id, event) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(0, trained.modelId())
                .bind(1, new String(EventJson.write(trained), StandardCharsets.UTF_8))
                .then();
    }

    /** Takes one that is due; the next try, after a failure or a crash, comes later each time. */
    Mono<Due> take() {
        return database.sql("""
                        UPDATE trained_model
                           SET attempts = attempts + 1,
                               next_try = now() + make_interval(secs => 20 + least(600, 5 * power(2, least(attempts, 10))))
                         WHERE model_id = (SELECT model_id FROM trained_model WHERE next_try <= now()
                                            ORDER BY next_try LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING event, attempts
                        """).map(TrainedModels::read).one();
    }

    Mono<Void> remove(UUID modelId) {
        return database.sql("DELETE FROM trained_model WHERE model_id = $1")
                .bind(0, modelId)
                .then();
    }

    private static Due read(Readable row) {
        String event = Objects.requireNonNull(row.get("event", String.class));
        return new Due(
                (ModelTrained) EventJson.read(EventType.MODEL_TRAINED, event.getBytes(StandardCharsets.UTF_8)),
                Objects.requireNonNull(row.get("attempts", Integer.class)));
    }
}
