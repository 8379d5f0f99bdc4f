package dev.mainnet.billing.export;

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
        lists.put("wallet", """
                SELECT available_micro, reserved_micro, earnings_micro, usage_debited_micro, spent_micro
                FROM wallet WHERE user_id = $1""");
        lists.put("postings", """
                SELECT entry_id, purse, amount_micro, kind, description, deployment_id, job_id, created_at
                FROM posting JOIN journal_entry ON journal_entry.id = entry_id WHERE holder_id = $1 ORDER BY entry_id DESC""");
        lists.put("usage", """
                SELECT usage_id, kind, key_id, deployment_id, model_id, requests, input_tokens, cached_input_tokens,
                       output_tokens, compute_millis, measured, ended, cost_micro, occurred_at
                FROM usage_record WHERE account_id = $1 ORDER BY occurred_at DESC""");
        lists.put("checkouts", """
                SELECT id, amount_cents, currency, session_id, state, reason, created_at, changed_at
                FROM checkout WHERE user_id = $1 ORDER BY id DESC""");
        lists.put("payments", """
                SELECT id, paid_cents, refunded_cents, created_at FROM payment WHERE user_id = $1 ORDER BY id DESC""");
        lists.put("grants", """
                SELECT id, amount_micro, remaining_micro, expires_at, created_at
                FROM credit_grant WHERE user_id = $1 ORDER BY id DESC""");
        lists.put("payouts", """
                SELECT id, amount_micro, destination, state, transfer_reference, reason, created_at, decided_at
                FROM payout WHERE user_id = $1 ORDER BY id DESC""");
        lists.put("administration", """
                SELECT action, details, created_at FROM audit_entry WHERE user_id = $1 ORDER BY id DESC""");
        // Without details: they tell of others.
        lists.put("own_administration", """
                SELECT action, created_at FROM audit_entry WHERE actor_id = $1 ORDER BY id DESC""");
        return new AccountExport(database, lists);
    }
}
