package dev.mainnet.user.export;

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
        lists.put("account", """
                SELECT id, username, email, email_verified, fullname, bio, created_at FROM account WHERE id = $1""");
        lists.put("sessions", """
                SELECT id, device, address, network, created_at, last_seen_at, expires_at, ended_at
                FROM session WHERE account_id = $1 ORDER BY last_seen_at DESC""");
        lists.put("google_account", "SELECT subject, linked_at FROM google_account WHERE account_id = $1");
        lists.put("links_sent", "SELECT purpose, address, expires_at FROM mail_token WHERE account_id = $1");
        lists.put("api_keys", """
                SELECT id, name, prefix, scopes, deployments, credit_limit_micro, credit_limit_reset, requests_per_minute, tokens_per_minute,
                       expires_at, previous_expires_at, created_at, revoked_at, last_used_at, spent_micro
                FROM api_key WHERE account_id = $1 ORDER BY created_at DESC""");
        lists.put("roles", """
                SELECT name, given_at FROM account_role JOIN role ON role.id = role_id WHERE account_id = $1 ORDER BY name""");
        lists.put("suspension", "SELECT reason, suspended_at FROM account_suspension WHERE account_id = $1");
        lists.put("groups", """
                SELECT id, name, description, standing, joined_at
                FROM group_member JOIN user_group ON user_group.id = group_id WHERE account_id = $1 ORDER BY joined_at DESC""");
        lists.put("invitations_sent", """
                SELECT id, group_id, email, state, created_at, expires_at
                FROM group_invitation WHERE invited_by = $1 ORDER BY created_at DESC""");
        lists.put("invitations_received", """
                SELECT id, group_id, state, created_at, expires_at FROM group_invitation
                WHERE lower(email COLLATE "C") = (SELECT lower(email COLLATE "C") FROM account WHERE id = $1)
                ORDER BY created_at DESC""");
        lists.put("mails", """
                SELECT id, recipient, template, state, attempts, created_at, ended_at
                FROM mail WHERE account_id = $1 ORDER BY created_at DESC""");
        lists.put("administration", """
                SELECT action, details, created_at FROM audit_entry WHERE user_id = $1 ORDER BY id DESC""");
        // Without details: they tell of others.
        lists.put("own_administration", """
                SELECT action, created_at FROM audit_entry WHERE actor_id = $1 ORDER BY id DESC""");
        return new AccountExport(database, lists);
    }
}
