package dev.mainnet.gateway.limit;

import static dev.mainnet.gateway.FakePlatform.ANONYMOUS_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.ModelEvent.DeploymentDeleted;
import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Keys;
import dev.mainnet.gateway.Tokens;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.TestKafka;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class RateLimitTest {

    @Autowired
    WebTestClient http;

    @Test
    void limitsAnAddressByTheHour() {
        WebTestClient client = Clients.somewhere(http);
        for (int left = ANONYMOUS_LIMIT - 1; left >= 0; left--) {
            HttpHeaders headers = get(client, "/api/v1/hub", 200);
            assertThat(headers.getFirst("X-RateLimit-Limit")).isEqualTo("" + ANONYMOUS_LIMIT);
            assertThat(headers.getFirst("X-RateLimit-Remaining")).isEqualTo("" + left);
            assertThat(Long.parseLong(headers.getFirst("X-RateLimit-Reset"))
                            - Instant.now().getEpochSecond())
                    .isBetween(3500L, 3601L);
        }

        client.get()
                .uri("/api/v1/hub")
                .exchange()
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .valueEquals("X-RateLimit-Remaining", "0")
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("rate_limit_exceeded")
                .jsonPath("$.retry_after")
                .isNumber();
        get(client, "/", 200);
        get(client, "/.well-known/jwks.json", 200);
    }

    @Test
    void countsASixtyFourOfIpv6AsOneAddress() {
        get(Clients.from(http, "2001:db8:1:2::1"), "/api/v1/hub", 200);

        assertThat(get(Clients.from(http, "2001:db8:1:2:ffff::1"), "/api/v1/hub", 200)
                        .getFirst("X-RateLimit-Remaining"))
                .isEqualTo("" + (ANONYMOUS_LIMIT - 2));
        assertThat(get(Clients.from(http, "2001:db8:1:3::1"), "/api/v1/hub", 200)
                        .getFirst("X-RateLimit-Remaining"))
                .isEqualTo("" + (ANONYMOUS_LIMIT - 1));
    }

    @Test
    void limitsAnAccountWhereverItCallsFrom() {
        String ada = Tokens.bearer(UUID.randomUUID());

        assertThat(call(ada, "GET", "/api/v1/models").getFirst("X-RateLimit-Remaining"))
                .isEqualTo("999");
        assertThat(call(ada, "GET", "/api/v1/unknown").getFirst("X-RateLimit-Remaining"))
                .isEqualTo("998");
    }

    @Test
    void limitsCallsOfADeploymentByItsOwnersWish() {
        DeploymentChanged deployment = deployment(3);
        publish(deployment, "3");
        String address = address(deployment);
        String grace = Tokens.bearer(UUID.randomUUID());

        assertThat(call(grace, "POST", address).getFirst("X-RateLimit-Remaining"))
                .isEqualTo("2");
        call(grace, "POST", address);
        call(grace, "POST", address);
        HttpHeaders refused = call(grace, "POST", address);
        assertThat(refused.getFirst("Retry-After")).isNotNull();
        assertThat(refused.getFirst("X-RateLimit-Limit")).isEqualTo("3");
        assertThat(call(grace, "GET", address + "/openapi.json").getFirst("X-RateLimit-Limit"))
                .isEqualTo("1000");
        assertThat(call(Tokens.bearer(UUID.randomUUID()), "POST", address).getFirst("X-RateLimit-Remaining"))
                .isEqualTo("2");
    }

    @Test
    void tellsTheLimitOfAPrivateDeploymentToNobodyElse() {
        UUID owner = UUID.randomUUID();
        UUID friend = UUID.randomUUID();
        DeploymentChanged secret = ofOthers(deployment(3), owner, friend);
        TestKafka.publish(secret);

        await().untilAsserted(() -> assertThat(
                        call(Tokens.bearer(owner), "POST", address(secret)).getFirst("X-RateLimit-Limit"))
                .isEqualTo("3"));
        assertThat(call(Tokens.bearer(friend), "POST", address(secret)).getFirst("X-RateLimit-Limit"))
                .isEqualTo("3");
        assertThat(limitOf(secret)).isEqualTo("1000");
    }

    @Test
    void countsAConversationAgainstTheDeploymentThatItsBodyNames() {
        DeploymentChanged deployment = deployment(3);
        publish(deployment, "3");
        String grace = Tokens.bearer(UUID.randomUUID());
        String model = "ADA/" + deployment.slug();

        assertThat(chat(grace, "{\"messages\": [{\"role\": \"user\"}], \"model\": \"%s\"}".formatted(model))
                        .getFirst("X-RateLimit-Remaining"))
                .isEqualTo("2");
        assertThat(call(grace, "POST", address(deployment)).getFirst("X-RateLimit-Remaining"))
                .isEqualTo("1");
        assertThat(chat(grace, "{\"model\": \"nobody/nothing\"}").getFirst("X-RateLimit-Limit"))
                .isEqualTo("1000");
        assertThat(chat(grace, "no json").getFirst("X-RateLimit-Limit")).isEqualTo("1000");
    }

    @Test
    void knowsThePlatformsOwnModelsByTheirNameAlone() {
        DeploymentChanged platforms = named("mainnet", PlatformAccount.ID, "vendor.model-v1:0", 4);
        publish(platforms, "4");
        String grace = Tokens.bearer(UUID.randomUUID());

        assertThat(chat(grace, "{\"model\": \"%s\"}".formatted(platforms.slug()))
                        .getFirst("X-RateLimit-Limit"))
                .isEqualTo("4");
        for (String name : List.of(platforms.slug(), "vendor.model-v1:0")) {
            assertThat(call(grace, "POST", "/api/deploy/invoke/" + UUID.randomUUID() + "/" + name)
                            .getFirst("X-RateLimit-Limit"))
                    .isEqualTo("4");
        }
    }

    @Test
    void knowsADeploymentOfOnesOwnByItsProvidersName() {
        DeploymentChanged own = named("ada", UUID.randomUUID(), "my.model", 5);
        publish(own, "5");
        String grace = Tokens.bearer(UUID.randomUUID());

        assertThat(call(grace, "POST", "/api/deploy/invoke/" + own.ownerId() + "/my.model")
                        .getFirst("X-RateLimit-Limit"))
                .isEqualTo("5");
        assertThat(call(grace, "POST", "/api/deploy/invoke/" + UUID.randomUUID() + "/my.model")
                        .getFirst("X-RateLimit-Limit"))
                .isEqualTo("1000");
    }

    @Test
    void followsAChangeOfADeploymentsLimit() {
        DeploymentChanged deployment = deployment(60);
        publish(deployment, "60");

        publish(limited(deployment, 7), "7");
        publish(limited(deployment, null), "6000");
        TestKafka.publish(
                new DeploymentDeleted(deployment.deploymentId(), deployment.ownerUsername(), deployment.slug()));
        await().untilAsserted(() -> assertThat(limitOf(deployment)).isEqualTo("1000"));
    }

    @Test
    void tellsTheTighterOfKeysAndDeploymentsLimit() {
        DeploymentChanged deployment = deployment(60);
        publish(deployment, "60");
        String text = Keys.newText();
        Keys.issue(http, UUID.randomUUID(), text, 5);

        HttpHeaders headers = call("Bearer " + text, "POST", address(deployment));

        assertThat(headers.getFirst("X-RateLimit-Limit")).isEqualTo("5");
    }

    @Test
    void limitsTheTryingOfCredentials() {
        WebTestClient client = Clients.somewhere(http);
        HttpHeaders headers = client.get()
                .uri("/api/v1/hub")
                .header("Authorization", "Bearer abc")
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders();

        assertThat(headers.getFirst("X-RateLimit-Limit")).isEqualTo("1000");
        assertThat(get(client, "/api/v1/hub", 200).getFirst("X-RateLimit-Remaining"))
                .isEqualTo("" + (ANONYMOUS_LIMIT - 1));
    }

    @Test
    void givesStripeALimitOfItsOwn() {
        WebTestClient client = Clients.somewhere(http);
        for (int i = 0; i < ANONYMOUS_LIMIT + 1; i++) {
            client.post()
                    .uri("/api/v1/billing/stripe/webhook")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .valueEquals("X-RateLimit-Limit", "6000");
        }
        assertThat(get(client, "/api/v1/billing/stripe/webhook", 200).getFirst("X-RateLimit-Limit"))
                .isEqualTo("" + ANONYMOUS_LIMIT);
    }

    @Test
    void givesWorkersALimitOfTheirOwn() {
        assertThat(call("Bearer mw_" + UUID.randomUUID(), "POST", "/api/v1/workers/1/heartbeat")
                        .getFirst("X-RateLimit-Limit"))
                .isEqualTo("6000");
    }

    @Test
    void understandsTheContractsExamples() {
        DeploymentLimits limits = new DeploymentLimits();
        limits.apply(GoldenExamples.of(DeploymentChanged.class));
        assertThat(limits.at("grace/iris").orElseThrow().limit()).hasValue(60);

        limits.apply(GoldenExamples.of(DeploymentDeleted.class));
        assertThat(limits.at("grace/iris")).isEmpty();
    }

    private void publish(DeploymentChanged deployment, String expectedLimit) {
        TestKafka.publish(deployment);
        await().untilAsserted(() -> assertThat(limitOf(deployment)).isEqualTo(expectedLimit));
    }

    /** Asked by somebody new each time. */
    private String limitOf(DeploymentChanged deployment) {
        return call(Tokens.bearer(UUID.randomUUID()), "POST", address(deployment))
                .getFirst("X-RateLimit-Limit");
    }

    private static DeploymentChanged deployment(Integer perMinute) {
        return new DeploymentChanged(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "ada",
                "s" + UUID.randomUUID(),
                UUID.randomUUID(),
                "public",
                List.of(),
                2_000_000,
                perMinute,
                Instant.now(),
                null,
                null,
                null,
                null);
    }

    private static DeploymentChanged named(String owner, UUID ownerId, String providerModel, int perMinute) {
        return new DeploymentChanged(
                UUID.randomUUID(),
                ownerId,
                owner,
                "s" + UUID.randomUUID(),
                UUID.randomUUID(),
                "public",
                List.of(),
                0,
                perMinute,
                Instant.now(),
                "text",
                providerModel,
                null,
                null);
    }

    private HttpHeaders chat(String authorization, String body) {
        return Clients.somewhere(http)
                .post()
                .uri("/v1/chat/completions")
                .header("Authorization", authorization)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectBody()
                .jsonPath("$.bytes")
                .isEqualTo(body.length())
                .returnResult()
                .getResponseHeaders();
    }

    private static DeploymentChanged ofOthers(DeploymentChanged d, UUID ownerId, UUID allowed) {
        return new DeploymentChanged(
                d.deploymentId(),
                ownerId,
                d.ownerUsername(),
                d.slug(),
                d.modelId(),
                "private",
                List.of(allowed.toString()),
                d.pricePerRequestMicro(),
                d.requestsPerMinute(),
                Instant.now(),
                null,
                null,
                null,
                null);
    }

    private static DeploymentChanged limited(DeploymentChanged d, Integer perMinute) {
        return new DeploymentChanged(
                d.deploymentId(),
                d.ownerId(),
                d.ownerUsername(),
                d.slug(),
                d.modelId(),
                d.visibility(),
                d.allowedUsers(),
                d.pricePerRequestMicro(),
                perMinute,
                Instant.now(),
                null,
                null,
                null,
                null);
    }

    private static String address(DeploymentChanged deployment) {
        return "/api/v1/invoke/" + deployment.ownerUsername() + "/" + deployment.slug();
    }

    private HttpHeaders call(String authorization, String method, String path) {
        return Clients.somewhere(http)
                .method(org.springframework.http.HttpMethod.valueOf(method))
                .uri(path)
                .header("Authorization", authorization)
                .exchange()
                .returnResult(String.class)
                .getResponseHeaders();
    }

    private static HttpHeaders get(WebTestClient client, String path, int status) {
        return client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .returnResult(String.class)
                .getResponseHeaders();
    }
}
