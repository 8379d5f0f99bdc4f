package dev.mainnet.job.erasure;

import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Accounts that were deleted, and what goes with them. Jobs stay, for the books, without what was in them. */
@Repository
class ErasedAccounts {

    private static final int AT_ONCE = 100;

    private final DatabaseClient database;

    ErasedAccounts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(UUID accountId) {
        return run("INSERT INTO erased_account (account_id) VALUES ($1) ON CONFLICT DO NOTHING", accountId);
    }

    /** Some of those deleted since yesterday that own something all the same: a request was under way when they went. */
    Flux<UUID> owningSomething() {
        return database.sql("""
                        SELECT e.account_id FROM erased_account e
                        WHERE erased_at > now() - interval '1 day' AND (
                            EXISTS (SELECT FROM dataset WHERE owner_id = e.account_id)
                            OR EXISTS (SELECT FROM job WHERE job.account_id = e.account_id AND finished_at IS NULL)
                            OR EXISTS (SELECT FROM worker WHERE operator_id = e.account_id)
                            OR EXISTS (SELECT FROM webhook WHERE owner_id = e.account_id))
                        LIMIT $1
                        """)
                .bind(0, AT_ONCE)
                .map(row -> Objects.requireNonNull(row.get(0, UUID.class)))
                .all();
    }

    /** Deletes the rows of datasets and artifacts and answers where the files lie. */
    Flux<String> deleteFiles(UUID accountId) {
        return database.sql("""
                        WITH datasets AS (
                            DELETE FROM dataset WHERE owner_id = $1 RETURNING object_key
                        ), artifacts AS (
                            DELETE FROM artifact USING job WHERE job.id = job_id AND account_id = $1 RETURNING object_key
                        )
                        SELECT object_key FROM datasets UNION SELECT object_key FROM artifacts
                        """)
                .bind(0, accountId)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all();
    }

    /** Empties the jobs, which are over, ends the tokens of workers, and forgets whom to tell and what was told. */
    Mono<Void> deleteTexts(UUID accountId) {
        return run("DELETE FROM job_log USING job WHERE job.id = job_id AND account_id = $1", accountId)
                .then(run("DELETE FROM job_event USING job WHERE job.id = job_id AND account_id = $1", accountId))
                .then(run("DELETE FROM training_report USING job WHERE job.id = job_id AND account_id = $1", accountId))
                .then(run("DELETE FROM job_input USING job WHERE job.id = job_id AND account_id = $1", accountId))
                .then(run("""
                        UPDATE job SET parameters = '{}', dataset_id = NULL, metrics = NULL,
                            error_message = CASE WHEN error_message IS NOT NULL THEN '' END
                        WHERE account_id = $1
                        """, accountId))
                .then(run("DELETE FROM worker WHERE operator_id = $1", accountId))
                .then(run("DELETE FROM webhook WHERE owner_id = $1", accountId));
    }

    private Mono<Void> run(String sql, UUID accountId) {
        return Mono.defer(() -> database.sql(sql).bind(0, accountId).then());
    }
}
