package dev.mainnet.user.mail;

import dev.mainnet.outbox.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.reactive.TransactionContextManager;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Mails that are sent once the transaction which adds them commits, and never otherwise. */
@Repository
public class MailQueue {

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    MailQueue(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds a mail, to be sent at least once.
     *
     * @return an error of {@link NoTransactionException} where no transaction is under way
     */
    public Mono<Void> add(Mail mail) {
        return TransactionContextManager.currentContext()
                .then(Mono.defer(() -> database.sql("""
                        INSERT INTO mail (id, account_id, recipient, template, template_values, created_at, next_attempt_at)
                        VALUES ($1, $2, $3, $4, $5::jsonb, $6, $6)
                        """)
                        .bind(0, Ids.next())
                        .bind(1, mail.accountId())
                        .bind(2, mail.to().text())
                        .bind(3, mail.template().name())
                        .bind(4, json.writeValueAsString(mail.values()))
                        .bind(5, clock.instant())
                        .then()));
    }

    /** How many mails of that kind about an account were added since an instant; asked under a lock it bounds them. */
    public Mono<Long> countSince(UUID accountId, MailTemplate template, Instant since) {
        return database.sql("SELECT count(*) FROM mail WHERE account_id = $1 AND template = $2 AND created_at > $3")
                .bind(0, accountId)
                .bind(1, template.name())
                .bind(2, since)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }
}
