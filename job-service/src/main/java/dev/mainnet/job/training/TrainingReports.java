package dev.mainnet.job.training;

import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What trainings came to, as their workers told it. */
@Repository
class TrainingReports {

    private final DatabaseClient database;
    private final JsonMapper json;

    TrainingReports(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Void> put(UUID jobId, JsonNode report) {
        return database.sql("INSERT INTO training_report (job_id, report) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(0, jobId)
                .bind(1, json.writeValueAsString(report))
                .then();
    }

    Mono<JsonNode> find(UUID jobId) {
        return database.sql("SELECT report FROM training_report WHERE job_id = $1")
                .bind(0, jobId)
                .mapValue(String.class)
                .one()
                .map(json::readTree);
    }
}
