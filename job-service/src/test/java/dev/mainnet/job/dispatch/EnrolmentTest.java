package dev.mainnet.job.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.testing.TestIdentity;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;

@JobServiceTest
class EnrolmentTest {

    @Autowired
    TestFixtures fixtures;

    private final TestIdentity ada = TestIdentity.user("ada");
    private FakeWorker worker;

    @BeforeEach
    void enrol() {
        worker = FakeWorker.ofThePlatform(fixtures.client());
    }

    @Test
    void enrolsForAUserAndShowsTheTokenOnce() {
        FakeWorker lent = FakeWorker.enrol(fixtures.client(), ada.bearer());

        assertThat(lent.token()).startsWith("mw_");
        String listed = fixtures.get(ada, "/api/v1/workers").toString();
        assertThat(listed).contains(lent.id(), "jobs_done").doesNotContain("mw_");
        assertThat(fixtures.get(TestIdentity.user("eve"), "/api/v1/workers")
                        .get("workers")
                        .size())
                .isZero();
    }

    @Test
    void refusesWrongTokens() {
        enrolment(null, 401);
        enrolment("Bearer me_wrong", 401);
        enrolment("Bearer me_", 401);
        enrolment(ada.scoped("invoke").bearer(), 403);
        new FakeWorker(fixtures.client(), worker.id(), "mw_wrong")
                .ask(0)
                .expectStatus()
                .isUnauthorized();
        new FakeWorker(fixtures.client(), UUID.randomUUID().toString(), worker.token())
                .ask(0)
                .expectStatus()
                .isUnauthorized();
        FakeWorker other = FakeWorker.ofThePlatform(fixtures.client());
        new FakeWorker(fixtures.client(), worker.id(), other.token())
                .ask(0)
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void forgetsAWorkerThatIsDismissed() {
        FakeWorker lent = FakeWorker.enrol(fixtures.client(), ada.bearer());
        dismiss(TestIdentity.user("eve"), lent, 404);
        dismiss(ada, lent, 204);
        lent.ask(0).expectStatus().isUnauthorized();
    }

    private void enrolment(String authorization, int status) {
        fixtures.client()
                .post()
                .uri("/api/v1/workers")
                .headers(headers -> {
                    if (authorization != null) {
                        headers.set(HttpHeaders.AUTHORIZATION, authorization);
                    }
                })
                .bodyValue(FakeWorker.ENROLMENT)
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }

    private void dismiss(TestIdentity who, FakeWorker lent, int status) {
        fixtures.client()
                .delete()
                .uri("/api/v1/workers/" + lent.id())
                .header("Authorization", who.bearer())
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }
}
