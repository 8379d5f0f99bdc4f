package dev.mainnet.model.text;

import dev.mainnet.model.call.Address;
import dev.mainnet.model.deployment.DeploymentRows;
import dev.mainnet.model.registry.ModelRows;
import dev.mainnet.model.signature.TextSignature;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All deployments that write text. */
@Repository
class TextModels {

    private static final String SELECT = "SELECT " + DeploymentRows.COLUMNS + ", " + ModelRows.COLUMNS
            + " FROM deployment d LEFT JOIN model m ON m.id = d.model_id WHERE d.kind = 'text' AND ";

    private final DatabaseClient database;

    TextModels(DatabaseClient database) {
        this.database = database;
    }

    /** The public ones and those of the owner, the oldest first. */
    Mono<List<TextModel>> publicOrOf(UUID ownerId, int most) {
        return database.sql(
                        SELECT + "(d.visibility = 'public' OR d.owner_id = $1) ORDER BY d.created_at, d.id LIMIT $2")
                .bind(0, ownerId)
                .bind(1, most)
                .map(TextModels::read)
                .all()
                .collectList();
    }

    /** The one at an address, whoever may see it. */
    Mono<TextModel> find(Address address) {
        return database.sql(SELECT + "lower(d.owner_username) = lower($1) AND d.slug = $2")
                .bind(0, address.owner())
                .bind(1, address.slug())
                .map(TextModels::read)
                .one();
    }

    private static TextModel read(Readable row) {
        return new TextModel(
                DeploymentRows.read(row),
                ModelRows.readIfAny(row)
                        .map(model -> model.signature())
                        .filter(TextSignature.class::isInstance)
                        .map(TextSignature.class::cast));
    }
}
