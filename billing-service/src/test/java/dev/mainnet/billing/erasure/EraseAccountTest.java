package dev.mainnet.billing.erasure;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.billing.BillingTest;
import dev.mainnet.billing.Books;
import dev.mainnet.billing.Deliveries;
import dev.mainnet.contracts.UserEvent.UserDeleted;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestKafka;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@BillingTest
class EraseAccountTest {

    @Autowired
    Deliveries deliveries;

    @Autowired
    Books books;

    @Autowired
    DatabaseClient database;

    @Autowired
    ErasedAccounts erased;

    @Test
    void destinationsOfPayoutsGoAndTheLedgerStays() {
        UUID ada = deliveries.newUser();
        UUID bob = deliveries.newUser();
        UUID paid = payout(ada, "PAID");
        UUID requested = payout(ada, "REQUESTED");
        UUID his = payout(bob, "PAID");

        UserDeleted deleted = new UserDeleted(ada, Instant.now());
        TestKafka.publish("erase " + ada, deleted);
        TestKafka.publish("erase " + ada, deleted);

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(destination(paid)).isEqualTo("erased"));
        assertThat(destination(his)).isEqualTo("IBAN 1");
        assertThat(books.available(ada)).isEqualTo(100_000_000);

        // It is needed until the payout is decided.
        assertThat(destination(requested)).isEqualTo("IBAN 1");
        database.sql("UPDATE payout SET state = 'REJECTED', decided_at = now() WHERE id = $1")
                .bind(0, requested)
                .then()
                .block();
        erased.forgetDestinations().block();
        assertThat(destination(requested)).isEqualTo("erased");
    }

    /** They were paid by nobody, and the reconciliation of other tests would miss that. */
    @AfterEach
    void forgetPayouts() {
        database.sql("DELETE FROM payout WHERE amount_micro = 1").then().block();
    }

    @Test
    void takesTheGoldenExample() {
        TestKafka.publish(GoldenExamples.of(UserDeleted.class));

        UUID account = GoldenExamples.of(UserDeleted.class).accountId();
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(books.number(
                                "SELECT count(*) FROM erased_account WHERE account_id = '" + account + "'"))
                        .isEqualTo(1));
    }

    private UUID payout(UUID user, String state) {
        UUID id = UUID.randomUUID();
        boolean paid = state.equals("PAID");
        database.sql(
                        "INSERT INTO payout (id, user_id, amount_micro, destination, state, transfer_reference, created_at,"
                                + " decided_at) VALUES ($1, $2, 1, 'IBAN 1', $3, " + (paid ? "'t'" : "NULL")
                                + ", now(), "
                                + (paid ? "now()" : "NULL") + ")")
                .bind(0, id)
                .bind(1, user)
                .bind(2, state)
                .then()
                .block();
        return id;
    }

    private String destination(UUID payout) {
        return database.sql("SELECT destination FROM payout WHERE id = $1")
                .bind(0, payout)
                .mapValue(String.class)
                .one()
                .block();
    }
}
