package dev.mainnet.model.deployment;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The providers that owners have stored, as far as a deployment names one. */
@Repository
class ProviderNames {

    private final DatabaseClient database;

    ProviderNames(DatabaseClient database) {
        this.database = database;
    }

    /** The id of the owner's provider of that id or name. */
    Mono<UUID> find(UUID ownerId, String idOrName) {
        return database.sql("SELECT id FROM provider WHERE owner_id = $1 AND (name = $2 OR id::text = $2) LIMIT 1")
                .bind(0, ownerId)
                .bind(1, idOrName)
                .mapValue(UUID.class)
                .one();
    }
}
