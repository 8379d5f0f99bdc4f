package dev.mainnet.job.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.job.JobServiceTest;
import dev.mainnet.job.TestFixtures;
import dev.mainnet.job.dispatch.FakeWorker;
import dev.mainnet.job.dispatch.FakeWorker.Held;
import dev.mainnet.testing.TestIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@JobServiceTest
class ProgressTest {

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    @Autowired
    TestFixtures fixtures;

    private final TestIdentity ada = TestIdentity.user("ada");
    private FakeWorker worker;

    @BeforeEach
    void enrol() {
        worker = FakeWorker.ofThePlatform(fixtures.client());
    }

    @Test
    void streamsStatusProgressAndMetricsUntilTheEnd() {
        UUID job = fixtures.queued(ada);
        Flux<ServerSentEvent<String>> events = watch(job, null);

        StepVerifier.create(events.filter(event -> event.event() != null))
                .assertNext(event -> assertThat(event.data()).contains("\"status\":\"queued\""))
                .assertNext(event -> assertThat(event.data()).contains("\"status\":\"queued\""))
                .then(() -> {
                    Held held = worker.lease(job);
                    worker.heartbeat(held, 40, Map.of("rows", 60.0))
                            .expectStatus()
                            .isOk();
                    worker.heartbeat(held, 40, Map.of()).expectStatus().isOk();
                    worker.heartbeat(held, 30, Map.of()).expectStatus().isOk();
                    worker.finish(held, "succeeded", "").expectStatus().isNoContent();
                })
                .assertNext(event -> assertThat(event.data()).contains("\"status\":\"running\""))
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("progress");
                    assertThat(event.data()).isEqualTo("{\"progress\":40}");
                })
                .assertNext(event -> {
                    assertThat(event.event()).isEqualTo("metrics");
                    assertThat(event.data()).isEqualTo("{\"rows\":60.0}");
                })
                .assertNext(event -> assertThat(event.data()).contains("\"status\":\"completed\""))
                .expectComplete()
                .verify(Duration.ofSeconds(20));
    }

    @Test
    void resumesBehindTheLastEventAndEndsWithNothingLeft() {
        UUID job = fixtures.queued(ada);
        worker.finish(worker.lease(job), "failed", "line 3: no number");

        List<ServerSentEvent<String>> all = all(watch(job, null));
        String middle = all.get(1).id();
        List<ServerSentEvent<String>> rest = all(watch(job, middle));

        assertThat(all).hasSize(4);
        assertThat(rest)
                .extracting(ServerSentEvent::id)
                .containsExactly(all.get(2).id(), all.get(3).id());
        assertThat(all.getLast().data()).contains("\"status\":\"failed\"", "line 3: no number");
        assertThat(all(watch(job, "nonsense"))).hasSize(4);
        request(ada, job, all.getLast().id()).expectStatus().isNoContent();
    }

    @Test
    void showsAStrangerNothing() {
        UUID job = fixtures.queued(ada);
        TestIdentity eve = TestIdentity.user("eve");
        request(eve, job, null).expectStatus().isNotFound();
        for (String what : List.of("", "/logs", "/artifacts/predictions.csv")) {
            fixtures.client()
                    .get()
                    .uri("/api/v1/jobs/" + job + what)
                    .header("Authorization", eve.bearer())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        assertThat(fixtures.get(eve, "/api/v1/jobs").get("total").asInt()).isZero();
    }

    @Test
    void boundsTheStreamsOfAnAccount() {
        UUID job = fixtures.queued(ada);
        var first = watch(job, null).subscribe();
        var second = watch(job, null).subscribe();
        try {
            request(ada, job, null).expectStatus().isEqualTo(429).expectHeader().exists("Retry-After");
        } finally {
            first.dispose();
            second.dispose();
        }
    }

    @Test
    void keepsTheBeginningOfALongLog() {
        Held held = worker.lease(fixtures.queued(ada));
        worker.log(held, "begins\n").expectStatus().isNoContent();
        worker.log(held, "x".repeat(1990)).expectStatus().isNoContent();
        worker.log(held, "end").expectStatus().isNoContent();
        worker.log(held, "never").expectStatus().isNoContent();
        worker.log(held, "y".repeat(70_000)).expectStatus().isEqualTo(413);

        String log = fixtures.client()
                .get()
                .uri("/api/v1/jobs/" + held.jobId() + "/logs")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/plain")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(log).startsWith("begins\nxxx").contains("the log is full").doesNotContain("never");
        worker.finish(held, "failed", "enough");
    }

    @Test
    void servesAnArtifactWholeOrInPartOnceTheJobSucceeded() {
        Held held = worker.lease(fixtures.queued(ada));
        worker.artifact(held, "predictions.csv", "0123456789").expectStatus().isNoContent();
        artifact(held, "Range", "bytes=0-").expectStatus().isNotFound();
        worker.finish(held, "succeeded", "").expectStatus().isNoContent();

        assertThat(fixtures.job(ada, held.jobId())
                        .get("artifacts")
                        .get(0)
                        .get("size_bytes")
                        .asInt())
                .isEqualTo(10);
        String etag = artifact(held, "Accept", "*/*")
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Disposition", "attachment; filename=\"predictions.csv\"")
                .expectHeader()
                .valueEquals("Content-Length", "10")
                .expectHeader()
                .valueEquals("Accept-Ranges", "bytes")
                .expectBody(String.class)
                .isEqualTo("0123456789")
                .returnResult()
                .getResponseHeaders()
                .getETag();
        artifact(held, "Range", "bytes=2-4")
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals("Content-Range", "bytes 2-4/10")
                .expectBody(String.class)
                .isEqualTo("234");
        artifact(held, "Range", "bytes=-3")
                .expectStatus()
                .isEqualTo(206)
                .expectBody(String.class)
                .isEqualTo("789");
        artifact(held, "Range", "bytes=20-").expectStatus().isEqualTo(416);
        artifact(held, "Range", "lines=1").expectStatus().isOk();
        artifact(held, "If-None-Match", etag).expectStatus().isEqualTo(304);
        fixtures.client()
                .get()
                .uri("/api/v1/jobs/" + held.jobId() + "/artifacts/other.csv")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void listsJobsByKindAndStatus() {
        UUID waiting = fixtures.queued(ada);
        UUID over = fixtures.queued(ada);
        fixtures.client()
                .post()
                .uri("/api/v1/jobs/" + over + "/cancel")
                .header("Authorization", ada.bearer())
                .exchange();

        assertThat(fixtures.get(ada, "/api/v1/jobs?status=queued")
                        .get("jobs")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo(waiting.toString());
        assertThat(fixtures.get(ada, "/api/v1/jobs?status=stopped").get("total").asInt())
                .isEqualTo(1);
        assertThat(fixtures.get(ada, "/api/v1/jobs?kind=training").get("total").asInt())
                .isZero();
        assertThat(fixtures.get(ada, "/api/v1/jobs?kind=batch_prediction&limit=1")
                        .get("jobs")
                        .size())
                .isEqualTo(1);
        fixtures.client()
                .get()
                .uri("/api/v1/jobs?status=green")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    private WebTestClient.ResponseSpec artifact(Held held, String header, String value) {
        return fixtures.client()
                .get()
                .uri("/api/v1/jobs/" + held.jobId() + "/artifacts/predictions.csv")
                .header("Authorization", ada.bearer())
                .header(header, value)
                .exchange();
    }

    private WebTestClient.ResponseSpec request(TestIdentity who, UUID job, String lastEventId) {
        var request =
                fixtures.client().get().uri("/api/v1/jobs/" + job + "/events").header("Authorization", who.bearer());
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return request.exchange();
    }

    private Flux<ServerSentEvent<String>> watch(UUID job, String lastEventId) {
        return request(ada, job, lastEventId)
                .expectStatus()
                .isOk()
                .returnResult(EVENT)
                .getResponseBody();
    }

    private static List<ServerSentEvent<String>> all(Flux<ServerSentEvent<String>> events) {
        return events.filter(event -> event.event() != null).collectList().block(Duration.ofSeconds(20));
    }
}
