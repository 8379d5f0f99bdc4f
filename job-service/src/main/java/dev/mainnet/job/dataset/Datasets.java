package dev.mainnet.job.dataset;

import dev.mainnet.defaults.page.PageRequest;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All datasets. What belongs to another is not found. */
@Repository
public class Datasets {

    private final DatabaseClient database;

    Datasets(DatabaseClient database) {
        this.database = database;
    }

    /** Adds a dataset and answers true, unless one of that id is there already. */
    Mono<Boolean> add(Dataset dataset) {
        return database.sql("""
                        INSERT INTO dataset (id, owner_id, name, description, dataset_type, object_key, size_bytes, sha256,
                                             uploaded_at, status, format)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'processing', $10)
                        ON CONFLICT (id) DO NOTHING
                        """)
                .bind(0, dataset.id())
                .bind(1, dataset.ownerId())
                .bind(2, dataset.name())
                .bind(3, orNull(dataset.description(), String.class))
                .bind(4, dataset.type())
                .bind(5, dataset.file().key())
                .bind(6, dataset.file().size())
                .bind(7, dataset.file().sha256())
                .bind(8, dataset.uploadedAt().atOffset(ZoneOffset.UTC))
                .bind(9, dataset.format().text())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    public Mono<Dataset> find(UUID ownerId, UUID id) {
        return one("SELECT * FROM dataset WHERE owner_id = $1 AND id = $2", ownerId, id);
    }

    /** As {@link #find}; until the transaction ends nobody deletes it. */
    public Mono<Dataset> findAndKeep(UUID ownerId, UUID id) {
        return one("SELECT * FROM dataset WHERE owner_id = $1 AND id = $2 FOR SHARE", ownerId, id);
    }

    /** As {@link #find}; until the transaction ends nobody takes it into use. */
    Mono<Dataset> lock(UUID ownerId, UUID id) {
        return one("SELECT * FROM dataset WHERE owner_id = $1 AND id = $2 FOR UPDATE", ownerId, id);
    }

    Mono<Void> delete(UUID id) {
        return database.sql("DELETE FROM dataset WHERE id = $1").bind(0, id).then();
    }

    Mono<Long> count(UUID ownerId) {
        return database.sql("SELECT count(*) FROM dataset WHERE owner_id = $1")
                .bind(0, ownerId)
                .mapValue(Long.class)
                .one();
    }

    Flux<Dataset> list(UUID ownerId, PageRequest page) {
        String column = switch (page.sortBy()) {
            case "name" -> "name";
            case "size" -> "size_bytes";
            default -> "uploaded_at";
        };
        String direction = page.ascending() ? "ASC" : "DESC";
        return database.sql("SELECT * FROM dataset WHERE owner_id = $1 ORDER BY " + column + " " + direction + ", id "
                        + direction + " LIMIT $2 OFFSET $3")
                .bind(0, ownerId)
                .bind(1, page.limit())
                .bind(2, page.offset())
                .map(DatasetRow::read)
                .all();
    }

    /** Takes one dataset to read, for a while; nobody else reads it meanwhile. After three vain attempts it is failed. */
    Mono<Dataset> takeToRead(Duration hold) {
        return database.sql("""
                        UPDATE dataset
                           SET reading_until = now() + make_interval(secs => $1),
                               reading_attempts = reading_attempts + 1,
                               status = CASE WHEN reading_attempts < 3 THEN status ELSE 'failed' END,
                               failure = CASE WHEN reading_attempts < 3 THEN NULL ELSE 'the file could not be read' END
                         WHERE id = (SELECT id FROM dataset
                                      WHERE status = 'processing' AND (reading_until IS NULL OR reading_until < now())
                                      ORDER BY uploaded_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *
                        """)
                .bind(0, (double) hold.toSeconds())
                .map(DatasetRow::read)
                .one();
    }

    /** Notes what was found and answers true, unless that is known already or the dataset is gone. */
    Mono<Boolean> conclude(UUID id, Dataset.Stage stage) {
        return switch (stage) {
            case Dataset.Processing p -> Mono.just(false);
            case Dataset.Failed failed ->
                database.sql(
                                "UPDATE dataset SET status = 'failed', failure = $2 WHERE id = $1 AND status = 'processing'")
                        .bind(0, id)
                        .bind(1, failed.reason())
                        .fetch()
                        .rowsUpdated()
                        .map(rows -> rows > 0);
            case Dataset.Ready(TableDescription table) -> conclude(id, table);
            case Dataset.Ready(Content other) -> conclude(id, other);
        };
    }

    private Mono<Boolean> conclude(UUID id, Content content) {
        return database.sql("UPDATE dataset SET status = 'ready', content = $2 WHERE id = $1 AND status = 'processing'")
                .bind(0, id)
                .bind(1, DatasetRow.json(content))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private Mono<Boolean> conclude(UUID id, TableDescription content) {
        return database.sql("""
                        UPDATE dataset
                           SET status = 'ready', row_count = $2, column_names = $3, column_kinds = $4, target = $5,
                               delimiter = $6, findings = $7
                         WHERE id = $1 AND status = 'processing'
                        """)
                .bind(0, id)
                .bind(1, content.rows())
                .bind(
                        2,
                        content.columns().stream()
                                .map(TableDescription.Column::name)
                                .toArray(String[]::new))
                .bind(
                        3,
                        content.columns().stream()
                                .map(column -> column.kind().name())
                                .toArray(String[]::new))
                .bind(4, orNull(content.target(), String.class))
                .bind(5, String.valueOf(content.delimiter()))
                .bind(6, DatasetRow.findings(content))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    private Mono<Dataset> one(String sql, UUID ownerId, UUID id) {
        return database.sql(sql)
                .bind(0, ownerId)
                .bind(1, id)
                .map(DatasetRow::read)
                .one();
    }

    private static Parameter orNull(Optional<?> value, Class<?> type) {
        return value.isPresent() ? Parameters.in(value.get()) : Parameters.in(type);
    }
}
