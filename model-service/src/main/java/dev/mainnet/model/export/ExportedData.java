package dev.mainnet.model.export;

import dev.mainnet.defaults.export.AccountExport;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Which data of an account are its owner's to read. Each table that learns something of people is named here; hashes and credentials are not. */
@Configuration(proxyBeanMethods = false)
class ExportedData {

    @Bean
    AccountExport accountExport(DatabaseClient database) {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("models", """
                SELECT id, name, description, model_type, labels, architecture, context_length, parameters, chat, size_bytes, sha256, created_at
                FROM model WHERE owner_id = $1 ORDER BY created_at DESC""");
        lists.put("deployments", """
                SELECT id, owner_username, slug, model_id, visibility, allowed_users, kind, provider_id, provider_model,
                       fallback_model_id, fallback_provider_id, fallback_provider_model, price_per_request_micro,
                       price_per_second_micro, price_per_100_input_micro, price_per_100_cached_input_micro,
                       price_per_100_output_micro, price_minimum_micro, free_requests, requests_per_minute, tokens_per_minute,
                       title, tagline, logo_url, color, readme, created_at, changed_at
                FROM deployment WHERE owner_id = $1 ORDER BY created_at DESC""");
        lists.put("providers", """
                SELECT id, name, kind, base_url, region, created_at
                FROM provider WHERE owner_id = $1 ORDER BY created_at DESC""");
        lists.put("recorded_usage", "SELECT recorded_micro FROM account_usage WHERE account_id = $1");
        lists.put("named_deployments", """
                SELECT model_name, deployment_id, deployed_at FROM named_deployment WHERE account_id = $1 ORDER BY model_name""");
        return new AccountExport(database, lists);
    }
}
