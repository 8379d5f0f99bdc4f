package dev.mainnet.user.account;

import dev.mainnet.user.pseudonym.Pseudonyms;
import java.util.Locale;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which account had a configured address of the administrator first. An address becomes free when its account is deleted, this does not. */
@Repository
class ConfiguredAdministrators {

    private final DatabaseClient database;
    private final Pseudonyms pseudonyms;

    ConfiguredAdministrators(DatabaseClient database, Pseudonyms pseudonyms) {
        this.database = database;
        this.pseudonyms = pseudonyms;
    }

    /** Whether it is that account, which has the address now; the first that asks is. An account asks before it can be deleted. */
    Mono<Boolean> isFirst(UUID accountId, String address) {
        byte[] pseudonym = pseudonyms.of("administrators", address.toLowerCase(Locale.ROOT));
        return database.sql("""
                        INSERT INTO configured_administrator (address_hmac, account_id) VALUES ($1, $2)
                        ON CONFLICT DO NOTHING
                        """)
                .bind(0, pseudonym)
                .bind(1, accountId)
                .then()
                .then(Mono.defer(() -> database.sql(
                                "SELECT account_id = $2 FROM configured_administrator WHERE address_hmac = $1")
                        .bind(0, pseudonym)
                        .bind(1, accountId)
                        .mapValue(Boolean.class)
                        .one()));
    }
}
