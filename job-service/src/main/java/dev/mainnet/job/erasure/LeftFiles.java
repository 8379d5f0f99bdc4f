package dev.mainnet.job.erasure;

import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Files of the object store whose rows are gone, and that are to go after them. */
@Repository
class LeftFiles {

    private final DatabaseClient database;

    LeftFiles(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(List<String> objectKeys) {
        return database.sql("INSERT INTO left_file (object_key) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING")
                .bind(0, objectKeys.toArray(String[]::new))
                .then();
    }

    Flux<String> some(int atMost) {
        return database.sql("SELECT object_key FROM left_file LIMIT $1")
                .bind(0, atMost)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all();
    }

    Mono<Void> remove(String objectKey) {
        return database.sql("DELETE FROM left_file WHERE object_key = $1")
                .bind(0, objectKey)
                .then();
    }
}
