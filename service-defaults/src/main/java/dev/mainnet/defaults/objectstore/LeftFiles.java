package dev.mainnet.defaults.objectstore;

import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files of the object store whose rows are gone, and that are to go after them: noted in the transaction that deletes the rows, deleted
 * after its commit, and tried again until they are gone. A service that imports {@link LeftFilesConfiguration} has a table
 * {@code left_file (object_key text PRIMARY KEY)}.
 */
public final class LeftFiles {

    private static final int AT_ONCE = 100;

    private final DatabaseClient database;
    private final ObjectStore objects;

    LeftFiles(DatabaseClient database, ObjectStore objects) {
        this.database = database;
        this.objects = objects;
    }

    /** Notes them, within the caller's transaction. */
    public Mono<Void> add(List<String> objectKeys) {
        return database.sql("INSERT INTO left_file (object_key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING")
                .bind(0, objectKeys.toArray(String[]::new))
                .then();
    }

    /** Deletes some. */
    Mono<Void> deleteSome() {
        return some().collectList()
                .flatMapIterable(keys -> keys)
                .concatMap(key -> objects.delete(key).then(remove(key)))
                .then();
    }

    private Flux<String> some() {
        return database.sql("SELECT object_key FROM left_file LIMIT $1")
                .bind(0, AT_ONCE)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all();
    }

    private Mono<Void> remove(String objectKey) {
        return database.sql("DELETE FROM left_file WHERE object_key = $1")
                .bind(0, objectKey)
                .then();
    }
}
