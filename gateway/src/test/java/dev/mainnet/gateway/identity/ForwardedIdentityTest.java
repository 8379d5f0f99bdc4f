package dev.mainnet.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.GatewayTest;
import dev.mainnet.gateway.Keys;
import dev.mainnet.gateway.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class ForwardedIdentityTest {

    @Autowired
    WebTestClient http;

    @Test
    void forwardsASessionAsASignedIdentity() throws Exception {
        UUID ada = UUID.randomUUID();
        String token = Tokens.bearer(ada);

        var claims = Tokens.forwarded(
                reached("/api/v1/user/me", Map.of("Authorization", token)).get("authorization"));

        assertThat(claims.getSubject()).isEqualTo(ada.toString());
        assertThat(claims.getIssuer()).isEqualTo("mainnet-gateway");
        assertThat(claims.getAudience()).containsExactly("mainnet-services");
        assertThat(claims.getStringClaim("preferred_username")).isEqualTo("ada");
        assertThat(claims.getStringListClaim("roles")).containsExactly("client");
        assertThat(claims.getStringListClaim("permissions")).containsExactly("users.read");
        assertThat(claims.getStringClaim("scope")).isEqualTo("account models invoke jobs billing");
        assertThat(claims.getStringClaim("sid")).isNotBlank();
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void signsOneIdentityForManyRequestsOfACaller() {
        Map<String, String> session = Map.of("Authorization", Tokens.bearer(UUID.randomUUID()));

        assertThat(reached("/api/v1/user/me", session).get("authorization"))
                .isEqualTo(reached("/api/v1/billing/balance", session).get("authorization"));
    }

    @Test
    void forwardsAKeyWithItsBounds() throws Exception {
        String text = Keys.newText();
        ApiKeyIssued key = Keys.issue(http, UUID.randomUUID(), text, null);

        var headers = reached("/api/v1/models", Map.of("x-api-key", text));
        var claims = Tokens.forwarded(headers.get("authorization"));

        assertThat(claims.getSubject()).isEqualTo(key.accountId().toString());
        assertThat(claims.getStringClaim("key_id")).isEqualTo(key.keyId().toString());
        assertThat(claims.getStringClaim("scope")).isEqualTo("invoke");
        assertThat(claims.getLongClaim("key_credit_limit")).isEqualTo(5_000_000L);
        assertThat(claims.getStringClaim("key_credit_reset")).isEqualTo("daily");
        assertThat(claims.getClaims()).doesNotContainKeys("key_deployments", "key_tokens_per_minute", "sid");
        assertThat(headers).doesNotContainKey("x-api-key");
    }

    @Test
    void dropsWhateverAClientSaysAboutItself() {
        Map<String, String> claims = Map.ofEntries(
                Map.entry("X-Forwarded-User", "root"),
                Map.entry("X-User-Id", "1"),
                Map.entry("X_User_Id", "1"),
                Map.entry("X-User", "root"),
                Map.entry("x-account-id", "1"),
                Map.entry("X-Identity", "root"),
                Map.entry("X-Auth-Roles", "admin"),
                Map.entry("Cookie", "session=1"),
                Map.entry("Forwarded", "for=10.0.0.1"),
                Map.entry("X-Forwarded-Host", "evil"),
                Map.entry("X-Real-IP", "10.0.0.1"));

        assertThat(reached("/api/v1/hub", claims))
                .doesNotContainKeys(
                        claims.keySet().stream().map(String::toLowerCase).toArray(String[]::new))
                .doesNotContainKey("authorization");
    }

    @Test
    void tellsTheClientsAddressAndNoOther() {
        assertThat(reached(Clients.from(http, "203.0.113.9, 198.51.100.7"), "/api/v1/hub", Map.of())
                        .get("x-forwarded-for"))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void statesTheClientsAddressToUserServiceAndNobodyElse() throws Exception {
        WebTestClient client = Clients.from(http, "203.0.113.9, 2001:db8::7");
        Map<String, String> forged = Map.of("X-Mainnet-Client", "forged", "X_Mainnet_Client", "forged");

        for (String path : List.of("/api/v1/user/auth/login", "/auth/login", "/atlas/version")) {
            var headers = reached(client, path, forged);
            var claims = Tokens.stated("mainnet-client+jwt", headers.get("x-mainnet-client"));
            assertThat(claims.getSubject()).isEqualTo("2001:db8:0:0:0:0:0:7");
            assertThat(claims.getIssuer()).isEqualTo("mainnet-gateway");
            assertThat(claims.getAudience()).containsExactly("mainnet-services");
            assertThat(Duration.between(
                            claims.getIssueTime().toInstant(),
                            claims.getExpirationTime().toInstant()))
                    .isEqualTo(Duration.ofMinutes(2));
            assertThat(headers).doesNotContainKey("x_mainnet_client");
        }
        assertThat(reached(client, "/api/v1/hub", forged)).doesNotContainKeys("x-mainnet-client", "x_mainnet_client");
    }

    @Test
    void passesWorkersTokensToWorkersPathsOnly() {
        for (String token : List.of("Bearer mw_abc", "Bearer me_abc")) {
            assertThat(reached("/api/v1/workers/1/leases", Map.of("Authorization", token))
                            .get("authorization"))
                    .isEqualTo(token);
            Clients.somewhere(http)
                    .get()
                    .uri("/api/v1/workersx")
                    .header("Authorization", token)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
            Clients.somewhere(http)
                    .get()
                    .uri("/api/v1/jobs")
                    .header("Authorization", token)
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }
    }

    private Map<String, String> reached(String path, Map<String, String> headers) {
        return reached(Clients.somewhere(http), path, headers);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> reached(WebTestClient client, String path, Map<String, String> headers) {
        return (Map<String, String>) client.get()
                .uri(path)
                .headers(all -> headers.forEach(all::set))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody()
                .get("headers");
    }
}
