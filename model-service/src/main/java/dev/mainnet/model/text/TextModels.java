package dev.mainnet.model.text;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.call.Address;
import dev.mainnet.model.deployment.DeploymentRows;
import dev.mainnet.model.registry.ModelRows;
import dev.mainnet.model.signature.TextSignature;
import io.r2dbc.spi.Parameters;
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

    /** The public ones, those of the caller and those that are open to it, the oldest first; of them those that its key may call. */
    Mono<List<TextModel>> openTo(Identity caller, int most) {
        return database.sql(SELECT + """
                        (d.visibility = 'public' OR d.owner_id = $1 OR EXISTS (
                            SELECT FROM unnest(d.allowed_users) allowed WHERE lower(allowed) IN (lower($2), $1::text)))
                          AND ($3::uuid[] IS NULL OR d.id = ANY($3))
                        ORDER BY d.created_at, d.id LIMIT $4
                        """)
                .bind(0, caller.accountId())
                .bind(1, caller.username())
                .bind(
                        2,
                        caller.key()
                                .flatMap(Identity.KeyGrant::deployments)
                                .map(allowed -> Parameters.in(allowed.toArray(UUID[]::new)))
                                .orElseGet(() -> Parameters.in(UUID[].class)))
                .bind(3, most)
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
