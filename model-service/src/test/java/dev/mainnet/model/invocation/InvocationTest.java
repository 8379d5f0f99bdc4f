package dev.mainnet.model.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.Topics;
import dev.mainnet.model.FakeRunner;
import dev.mainnet.model.FakeRunner.Mode;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.TestIdentity;
import dev.mainnet.testing.TestKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ModelServiceTest
class InvocationTest {

    private static final String FLOWER = "{\"input\": [1.1, 3.5, 1.4, 0.2]}";

    @Autowired
    WebTestClient http;

    @Autowired
    Scenario scenario;

    @Autowired
    DatabaseClient database;

    private final FakeRunner runner = FakeRunner.INSTANCE;
    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));
    private final TestIdentity bob = TestIdentity.user(Scenario.unique("bob"));
    private final String address = ada.username() + "/iris";

    @AfterEach
    void reset() {
        runner.reset();
    }

    @Test
    void aPaidCallAnswersTheClassTheUsageAndTheCost() {
        scenario.deploy(ada, "iris", "iris", "2");
        scenario.fund(bob, 100_000_000, 0);

        scenario.invoke(bob.bearer(), address, FLOWER)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.output.class")
                .isEqualTo("versicolor")
                .jsonPath("$.output.confidence")
                .isEqualTo(0.9)
                .jsonPath("$.usage.requests")
                .isEqualTo(1)
                .jsonPath("$.cost.credits")
                .isEqualTo(2)
                .jsonPath("$.cost.balance")
                .isEqualTo(98);
        scenario.invoke(bob.bearer(), address, "{\"inputs\": [[0,0,0,0],[1,0,0,0],[2,0,0,0]]}")
                .expectBody()
                .jsonPath("$.output.length()")
                .isEqualTo(3)
                .jsonPath("$.output[2].class")
                .isEqualTo("virginica")
                .jsonPath("$.cost.balance")
                .isEqualTo(96);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> usages(bob) == 2);
    }

    @Test
    void anonymousCallersAndOtherScopesAreTurnedAway() {
        http.post()
                .uri("/api/v1/invoke/" + address)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(FLOWER)
                .exchange()
                .expectStatus()
                .isUnauthorized();
        scenario.invoke(bob.scoped("billing").bearer(), address, FLOWER)
                .expectStatus()
                .isForbidden();
    }

    @Test
    void aFreeDeploymentAsksForNoCredits() {
        scenario.deploy(ada, "iris", "iris", "0");
        scenario.invoke(bob.bearer(), address, FLOWER)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cost.credits")
                .isEqualTo(0);
    }

    @Test
    void aCallWithoutCreditsIsRefusedBeforeItRuns() {
        scenario.deploy(ada, "iris", "iris", "2");
        scenario.invoke(bob.bearer(), address, FLOWER)
                .expectStatus()
                .isEqualTo(402)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("insufficient_credits")
                .jsonPath("$.details[0].field")
                .isEqualTo("credits");
        assertThat(runner.started).hasValue(0);
    }

    @Test
    void ofTwoHundredCallsAtOnceNoMoreStartThanTheCreditsCover() throws Exception {
        scenario.deploy(ada, "iris", "iris", "2");
        scenario.fund(bob, 15_000_000, 0);
        runner.delay = Duration.ofMillis(300);
        int calls = 200;
        try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
            List<Future<Integer>> statuses = threads.invokeAll(IntStream.range(0, calls)
                    .<Callable<Integer>>mapToObj(i -> () -> status(FLOWER))
                    .toList());
            int answered = 0;
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isIn(200, 402);
                answered += status.get() == 200 ? 1 : 0;
            }
            assertThat(answered).isEqualTo(7);
        }
        assertThat(runner.started).hasValue(7);
        scenario.invoke(bob.bearer(), address, FLOWER).expectStatus().isEqualTo(402);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> usages(bob) == 7);
    }

    @ParameterizedTest
    @CsvSource({
        "BREAKS_OFF, 502, upstream_error",
        "FAILS,      502, upstream_error",
        "TIMES_OUT,  504, upstream_timeout",
        "BUSY,       503, unavailable",
        "GARBAGE,    502, upstream_error",
        "REFUSES,    400, validation_error"
    })
    void aFailureOfTheRunnerIsOneClearErrorAndCostsNothing(Mode mode, int status, String code) {
        scenario.deploy(ada, "iris", "iris", "2");
        scenario.fund(bob, 2_000_000, 0);
        runner.mode = mode;
        scenario.invoke(bob.bearer(), address, FLOWER)
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo(code);

        runner.mode = Mode.NORMAL;
        scenario.invoke(bob.bearer(), address, FLOWER)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.cost.balance")
                .isEqualTo(0);
    }

    @Test
    void aModelThatDoesNotAnswerInTimeIsATimeout() {
        scenario.deploy(ada, "iris", "iris", "0");
        runner.delay = Duration.ofSeconds(60);
        scenario.invoke(bob.bearer(), address, FLOWER).expectStatus().isEqualTo(504);
    }

    @Test
    void aRunnerThatForgotTheModelIsSentItOnceHoweverManyCall() throws Exception {
        scenario.deploy(ada, "iris", "iris", "0");
        runner.forgetAll();
        runner.reset();
        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            for (Future<Integer> status : threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(i -> () -> status(FLOWER))
                    .toList())) {
                assertThat(status.get()).isEqualTo(200);
            }
        }
        assertThat(runner.loads.get()).isBetween(1, 3);
    }

    @Test
    void theSameIdempotencyKeyIsAnsweredTheSameAndPaidOnce() {
        scenario.deploy(ada, "iris", "iris", "2");
        scenario.fund(bob, 10_000_000, 0);
        String key = UUID.randomUUID().toString();
        String first = keyed(key)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        String again = keyed(key)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(again).isEqualTo(first);
        assertThat(runner.started).hasValue(1);
        scenario.invoke(bob.bearer(), address, FLOWER)
                .expectBody()
                .jsonPath("$.cost.balance")
                .isEqualTo(6);
    }

    @Test
    void aKeysAllowListAndLimitBindIt() {
        JsonNode deployment = scenario.deploy(ada, "iris", "iris", "2");
        scenario.fund(bob, 100_000_000, 0);
        String elsewhere =
                keyBearer(Map.of("key_deployments", List.of(UUID.randomUUID().toString())));
        scenario.invoke(elsewhere, address, FLOWER).expectStatus().isForbidden();

        String limited = keyBearer(
                Map.of("key_deployments", List.of(deployment.path("id").asString()), "key_credit_limit", 5_000_000L));
        scenario.invoke(limited, address, FLOWER).expectStatus().isOk();
        scenario.invoke(limited, address, FLOWER).expectStatus().isOk();
        scenario.invoke(limited, address, FLOWER)
                .expectStatus()
                .isEqualTo(402)
                .expectBody()
                .jsonPath("$.details[0].field")
                .isEqualTo("key_limit");
        scenario.invoke(bob.bearer(), address, FLOWER).expectStatus().isOk();
    }

    @Test
    void aKeysLimitIsFullAgainInTheNextPeriod() {
        scenario.deploy(ada, "iris", "iris", "2");
        scenario.fund(bob, 100_000_000, 0);
        Map<String, Object> bounds = Map.of(
                "key_id", UUID.randomUUID().toString(), "key_credit_limit", 3_000_000L, "key_credit_reset", "daily");

        scenario.invoke(keyBearer(bounds), address, FLOWER).expectStatus().isOk();
        scenario.invoke(keyBearer(bounds), address, FLOWER).expectStatus().isEqualTo(402);
        endPeriods();
        scenario.invoke(keyBearer(bounds), address, FLOWER).expectStatus().isOk();
    }

    /** What was counted so far then belongs to periods that are over. */
    private void endPeriods() {
        database.sql("UPDATE key_usage SET meter_id = gen_random_uuid()").then().block();
    }

    @Test
    void aPrivateDeploymentDoesNotExistForStrangersAndADeletedOneForNobody() {
        String id = scenario.deploy(ada, "iris", "iris", "0").path("id").asString();
        patch(id, "{\"visibility\": \"private\"}");
        scenario.invoke(bob.bearer(), address, FLOWER).expectStatus().isNotFound();
        scenario.invoke(ada.bearer(), address, FLOWER).expectStatus().isOk();
        patch(id, "{\"allowed_users\": [\"%s\"]}".formatted(bob.username()));
        scenario.invoke(bob.bearer(), address, FLOWER).expectStatus().isOk();
        patch(id, "{\"allowed_users\": [\"%s\"]}".formatted(bob.accountId()));
        scenario.invoke(bob.bearer(), address, FLOWER).expectStatus().isOk();

        http.delete()
                .uri("/api/v1/deployments/" + id)
                .header("Authorization", ada.bearer())
                .exchange();
        scenario.invoke(ada.bearer(), address, FLOWER).expectStatus().isNotFound();
        scenario.invoke(ada.bearer(), "nobody/nothing", FLOWER).expectStatus().isNotFound();
    }

    @Test
    void aNewPriceHoldsFromTheNextCall() {
        String id = scenario.deploy(ada, "iris", "iris", "2").path("id").asString();
        scenario.fund(bob, 10_000_000, 0);
        patch(id, "{\"pricing\": {\"per_request\": 0.000001}}");
        scenario.invoke(bob.bearer(), address, FLOWER)
                .expectBody()
                .jsonPath("$.cost.credits")
                .isEqualTo(0.000001)
                .jsonPath("$.cost.balance")
                .isEqualTo(9.999999);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                              | input",
                "{'input': null}                 | input",
                "{'input': [1,2,3,4], 'inputs': [[1,2,3,4]]} | inputs",
                "{'input': [1,2,3]}              | input",
                "{'input': {'size': [1,2,3,4]}}  | input",
                "{'input': [1,2,3,'four']}       | input",
                "{'inputs': []}                  | inputs",
                "{'inputs': [1,2]}               | inputs[0]",
                "{'inputs': [[1,2,3,4],[1,2]]}   | inputs[1]",
                "{'input': [1,2,3,4], 'extra': 1} | extra",
                "{'input': [1,2,3,4]             | body",
                "[]                              | body",
            })
    void namesWhatIsWrongWithTheInputAndChargesNothing(String json, String field) {
        scenario.deploy(ada, "iris", "iris", "2");
        scenario.invoke(bob.bearer(), address, json.replace('\'', '"'))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("validation_error")
                .jsonPath("$.details[0].field")
                .isEqualTo(field);
        assertThat(runner.started).hasValue(0);
    }

    @Test
    void modelsWithSeveralInputsAndOutputsAreCalledByName() {
        scenario.deploy(ada, "two", "two", "0");
        scenario.invoke(bob.bearer(), ada.username() + "/two", """
                        {"inputs": [{"v": [1, 2], "t": "a"}, {"v": [3, 4], "t": ["b"]}]}""")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("""
                        {"output": [{"sum": 3.0, "text": "a"}, {"sum": 7.0, "text": "b"}]}""");
        scenario.invoke(bob.bearer(), ada.username() + "/two", "{\"input\": {\"v\": [1, 2]}}")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.details[0].message")
                .value(message -> assertThat((String) message).contains("'t' is missing"));
    }

    @Test
    void aModelThatTakesOneRowAtATimeIsRunForEach() {
        scenario.deploy(ada, "double", "double", "0");
        scenario.invoke(bob.bearer(), ada.username() + "/double", "{\"inputs\": [1, [2], [[3]]]}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.output[2]")
                .isEqualTo(6.0);
        assertThat(runner.started).hasValue(3);
        scenario.invoke(bob.bearer(), ada.username() + "/double", "{\"input\": 4}")
                .expectBody()
                .jsonPath("$.output")
                .isEqualTo(8.0);
        String many =
                IntStream.range(0, 101).mapToObj(Integer::toString).toList().toString();
        scenario.invoke(bob.bearer(), ada.username() + "/double", "{\"inputs\": " + many + "}")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void theOwnerPredictsFreeOfCharge() {
        String id = scenario.upload(ada, "iris").path("id").asString();
        predict(ada, id)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.predictions[0].class")
                .isEqualTo("versicolor");
        predict(bob, id).expectStatus().isNotFound();
        assertThat(usages(ada)).isZero();
    }

    private WebTestClient.ResponseSpec predict(TestIdentity who, String modelId) {
        return http.post()
                .uri("/api/v1/models/" + modelId + "/predict")
                .header("Authorization", who.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(FLOWER)
                .exchange();
    }

    private int status(String json) {
        return scenario.invoke(bob.bearer(), address, json)
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }

    private WebTestClient.ResponseSpec keyed(String key) {
        return http.post()
                .uri("/api/v1/invoke/" + address)
                .header("Authorization", bob.bearer())
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(FLOWER)
                .exchange();
    }

    private String keyBearer(Map<String, Object> claims) {
        var all = bob.claims().claim("key_id", UUID.randomUUID().toString());
        claims.forEach(all::claim);
        return "Bearer " + TestIdentity.sign(all.build());
    }

    private void patch(String id, String json) {
        http.patch()
                .uri("/api/v1/deployments/" + id)
                .header("Authorization", ada.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private static int usages(TestIdentity caller) {
        return TestKafka.events(Topics.USAGE_EVENTS, caller.accountId().toString())
                .size();
    }
}
