package dev.mainnet.job.export;

import dev.mainnet.defaults.export.AccountExport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Which data of an account are its owner's to read. Each table that learns something of people is named here; hashes are not. */
@Configuration(proxyBeanMethods = false)
class ExportedData {

    @Bean
    AccountExport accountExport(DatabaseClient database) {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("datasets", """
                SELECT id, name, description, dataset_type, size_bytes, sha256, uploaded_at, status, row_count, column_names
                FROM dataset WHERE owner_id = $1 ORDER BY uploaded_at DESC""");
        lists.put("jobs", """
                SELECT id, kind, parameters, dataset_id, state, model_fee_micro, compute_fee_micro, charged_micro, error_code,
                       error_message, created_at, started_at, finished_at
                FROM job WHERE account_id = $1 ORDER BY created_at DESC""");
        lists.put("artifacts", """
                SELECT job_id, name, size_bytes, sha256, content_type, artifact.created_at
                FROM artifact JOIN job ON job.id = job_id WHERE account_id = $1 ORDER BY job.created_at DESC""");
        lists.put("training_reports", """
                SELECT job_id, report FROM training_report JOIN job ON job.id = job_id
                WHERE account_id = $1 ORDER BY job.created_at DESC""");
        lists.put("workers", """
                SELECT id, name, kinds, cpus, memory_bytes, platform, jobs_done, enrolled_at, last_seen_at
                FROM worker WHERE operator_id = $1 ORDER BY enrolled_at DESC""");
        lists.put("webhooks", """
                SELECT id, url, events, status, disabled_reason, failing_since, created_at
                FROM webhook WHERE owner_id = $1 ORDER BY created_at DESC""");
        lists.put("webhook_deliveries", """
                SELECT d.id, webhook_id, event, payload, d.status, attempts, response_status, d.created_at, ended_at
                FROM webhook_delivery d JOIN webhook w ON w.id = webhook_id WHERE owner_id = $1 ORDER BY d.id DESC""");
        return new AccountExport(database, lists);
    }
}
