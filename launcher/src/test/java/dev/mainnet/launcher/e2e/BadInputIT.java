package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.demo.Form;
import dev.mainnet.testing.OnnxModels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input gets a clear error of the documented shape, and changes nothing. */
@PlatformTest
class BadInputIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"username": "somebody", "email": "somebody@example.com", "password": "violet harbour"          | body
            {"email": "somebody@example.com", "password": "violet harbour"}                                 | username
            {"username": "somebody", "email": "somebody@example.com", "password": "violet harbour", "x": 1} | x
            {"username": 7, "email": "somebody@example.com", "password": "violet harbour"}                  | username
            {"username": "somebody", "email": "somebody@example.com", "password": "short"}                  | password
            {"username": "somebody", "email": "no address", "password": "violet harbour"}                   | email
            """)
    void namesTheWrongFieldOfASignUp(String body, String field, RunningPlatform platform) {
        Answer answer = platform.gateway().json("POST", "/api/v1/user/auth/signup", Map.of(), body);

        invalid(answer, field);
    }

    @Test
    void refusesOversizedFieldsAndBodies(RunningPlatform platform) {
        Answer field = platform.gateway()
                .json("POST", "/api/v1/user/auth/signup", Map.of(), """
                {"username": "%s", "email": "somebody@example.com", "password": "violet harbour"}""".formatted("x".repeat(10_000)));
        Answer body = platform.gateway()
                .json("POST", "/api/v1/user/auth/signup", Map.of(), """
                {"username": "%s"}""".formatted("x".repeat(3_000_000)));

        invalid(field, "username");
        fails(body, 413, "payload_too_large");
    }

    @Test
    void refusesASecondAccountOfTheSameNameOrAddress(RunningPlatform platform) {
        TestUser first = platform.signUp();

        Answer name = signUp(platform, first.username(), "other-" + first.username());
        Answer address = signUp(platform, "o" + first.username().substring(1), first.username());

        fails(name, 409, "conflict");
        fails(address, 409, "conflict");
    }

    @Test
    void saysWhyAFileIsNoModel(RunningPlatform platform) {
        TestUser user = platform.signUp();

        invalid(Irises.upload(user, "This is no model".getBytes(StandardCharsets.UTF_8)), "file");
        Answer external = Irises.upload(user, OnnxModels.withExternalData());
        invalid(external, "file");
        assertThat(external.text()).contains("external").doesNotContain("/etc/passwd");
        Answer operator = Irises.upload(user, OnnxModels.withUnknownOperator());
        invalid(operator, "file");
        assertThat(operator.text()).contains("Frobnicate");

        assertThat(user.call(200, "GET", "/api/v1/models", "").at("/total")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"input": {"petals": [5.1, 3.5, 1.4, 0.2]}} | petals
            {"input": [5.1, 3.5, 1.4]}                  | 4
            {"inputs": [[5.1, 3.5, 1.4, 0.2], [1]]}     | 4
            {"input": ["a", "b", "c", "d"]}             | FP32
            {"input": null}                             | input
            {}                                          | input
            {"input": [1, 2, 3, 4], "inputs": [[1, 2, 3, 4]]} | input
            {"input": [1, 2, 3, 4], "shoe_size": 43}    | shoe_size
            """)
    void saysWhatIsWrongWithAnInput(String body, String said, RunningPlatform platform) {
        TestUser caller = Shared.caller(platform);

        Answer answer = caller.call("POST", Shared.irises(platform).path(), body);

        fails(answer, 400, "validation_error");
        assertThat(answer.at("/details/0/field") + answer.at("/details/0/message"))
                .contains(said);
        assertThat(caller.balance("available")).isEqualByComparingTo("100");
    }

    @Test
    void answersForeignThingsExactlyAsUnknownOnes(RunningPlatform platform) {
        Irises irises = Shared.irises(platform);
        TestUser owner = irises.publisher();
        TestUser stranger = platform.signUp();
        String key = owner.call(201, "POST", "/api/v1/user/keys", "{\"name\": \"mine\"}")
                .at("/id");
        Answer dataset = owner.upload(
                "/api/v1/datasets/upload",
                new Form(Map.of("name", "Flowers", "dataset_type", "classification"), Irises.flowers(platform)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> owner.call("GET", "/api/v1/datasets/" + dataset.at("/id"), "")
                        .at("/status")
                        .equals("ready"));
        String job = owner.call(
                        201, "POST", "/api/v1/batch-predictions", """
                {"model_id": "%s", "dataset_id": "%s"}""".formatted(irises.modelId(), dataset.at("/id")))
                .at("/id");

        sameAsUnknown(stranger, "GET", "/api/v1/models/", irises.modelId());
        sameAsUnknown(stranger, "DELETE", "/api/v1/models/", irises.modelId());
        sameAsUnknown(stranger, "GET", "/api/v1/deployments/", irises.deploymentId());
        sameAsUnknown(stranger, "DELETE", "/api/v1/deployments/", irises.deploymentId());
        sameAsUnknown(stranger, "DELETE", "/api/v1/user/keys/", key);
        sameAsUnknown(stranger, "GET", "/api/v1/datasets/", dataset.at("/id"));
        sameAsUnknown(stranger, "DELETE", "/api/v1/datasets/", dataset.at("/id"));
        sameAsUnknown(stranger, "GET", "/api/v1/jobs/", job);
    }

    @Test
    void hidesAPrivateDeploymentFromStrangersAndADeletedOneFromAll(RunningPlatform platform) {
        TestUser owner = platform.signUp();
        TestUser friend = platform.signUp();
        TestUser stranger = platform.signUp();
        Irises hidden = Irises.publishedBy(
                owner,
                platform,
                "\"visibility\": \"private\", \"allowed_users\": [\"" + friend.username()
                        + "\"], \"pricing\": {\"per_request\": 0}");

        assertThat(friend.call("POST", hidden.path(), Irises.MEASUREMENTS).status())
                .isEqualTo(200);
        Answer refused = stranger.call("POST", hidden.path(), Irises.MEASUREMENTS);
        fails(refused, 404, "not_found");
        Answer unknown = stranger.call("POST", hidden.path() + "-unknown", Irises.MEASUREMENTS);
        assertThat(refused.at("/message")).isEqualTo(unknown.at("/message"));

        owner.call(204, "DELETE", "/api/v1/deployments/" + hidden.deploymentId(), "");
        fails(friend.call("POST", hidden.path(), Irises.MEASUREMENTS), 404, "not_found");
    }

    @Test
    void refusesACallThatTheBalanceDoesNotCover(RunningPlatform platform) {
        Irises dear = Irises.publishedBy(
                platform.signUp(), platform, "\"visibility\": \"public\", \"pricing\": {\"per_request\": 100.5}");
        TestUser caller = Shared.caller(platform);

        Answer answer = caller.call("POST", dear.path(), Irises.MEASUREMENTS);

        fails(answer, 402, "insufficient_credits");
        assertThat(answer.text()).contains("credits");
        assertThat(caller.balance("available")).isEqualByComparingTo("100");
    }

    @Test
    void limitsEachMinuteAndSaysSoInHeaders(RunningPlatform platform) {
        Irises slow = Irises.publishedBy(
                platform.signUp(),
                platform,
                "\"visibility\": \"public\", \"pricing\": {\"per_request\": 0}, \"rate_limit\": {\"requests_per_minute\": 3}");
        TestUser caller = platform.signUp();
        long begun = System.currentTimeMillis() / 1000;
        await().atMost(Duration.ofSeconds(60))
                .until(() -> caller.call("POST", slow.path(), Irises.MEASUREMENTS)
                        .header("X-RateLimit-Limit")
                        .equals("3"));

        Answer over = await().atMost(Duration.ofSeconds(60))
                .until(() -> caller.call("POST", slow.path(), Irises.MEASUREMENTS), answer -> answer.status() == 429);

        fails(over, 429, "rate_limit_exceeded");
        assertThat(over.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(Long.parseLong(over.header("X-RateLimit-Reset")))
                .isBetween(begun - 1, System.currentTimeMillis() / 1000 + 61);
        assertThat(over.header("Retry-After")).isEqualTo(over.at("/retry_after"));
    }

    private static void sameAsUnknown(TestUser stranger, String method, String folder, String id) {
        Answer foreign = stranger.call(method, folder + id, "");
        Answer unknown = stranger.call(method, folder + UUID.randomUUID(), "");

        fails(foreign, 404, "not_found");
        assertThat(foreign.at("/message")).isEqualTo(unknown.at("/message"));
        assertThat(unknown.status()).isEqualTo(404);
    }

    private static Answer signUp(RunningPlatform platform, String username, String mailbox) {
        return platform.gateway().json("POST", "/api/v1/user/auth/signup", Map.of(), """
                {"username": "%s", "email": "%s@example.com", "password": "violet harbour"}""".formatted(username, mailbox));
    }

    private static void invalid(Answer answer, String field) {
        fails(answer, 400, "validation_error");
        assertThat(answer.at("/details/0/field")).as(answer.text()).isEqualTo(field);
    }

    private static void fails(Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/error")).isEqualTo(error);
        assertThat(answer.at("/message")).isNotEmpty();
        assertThat(answer.at("/request_id"))
                .isEqualTo(answer.header("X-Request-Id"))
                .isNotEmpty();
    }

    /** A deployment for the tests that only read it, and callers whose welcome grant has arrived. */
    private static final class Shared {

        private static volatile Irises published;

        static synchronized Irises irises(RunningPlatform platform) {
            if (published == null) {
                published = Irises.publishedBy(platform.signUp(), platform);
            }
            return published;
        }

        static TestUser caller(RunningPlatform platform) {
            TestUser caller = platform.signUp();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> caller.balance("available").signum() > 0);
            return caller;
        }
    }
}
