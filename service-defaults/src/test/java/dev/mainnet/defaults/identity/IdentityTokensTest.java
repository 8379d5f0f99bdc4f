package dev.mainnet.defaults.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class IdentityTokensTest {

    @Autowired
    WebTestClient web;

    private final TestIdentity ada = TestIdentity.user("ada");

    @Test
    void givesTheControllerWhoCalls() {
        call("/me", ada.bearer())
                .isOk()
                .expectBody()
                .jsonPath("$.account_id")
                .isEqualTo(ada.accountId().toString())
                .jsonPath("$.username")
                .isEqualTo("ada");
    }

    @Test
    void answersWithoutATokenOnlyWhereThatIsDeclared() {
        web.get().uri("/open").exchange().expectStatus().isOk();
        web.head().uri("/open").exchange().expectStatus().isOk();
        web.get()
                .uri("/me")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unauthorized");
    }

    @Test
    void answersHealthOnTheManagementPortWithoutATokenAndNowhereElse(
            @Value("${local.management.port}") int managementPort) {
        WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + managementPort)
                .build()
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk();
        web.get().uri("/actuator/health").exchange().expectStatus().isNotFound();
    }

    @Test
    void demandsTheScopeOfThePath() {
        call("/models/mine", ada.scoped("invoke").bearer())
                .isForbidden()
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("forbidden");
        call("/models/mine", ada.scoped("models").bearer()).isOk();
    }

    @Test
    void refusesWhatTheGatewayDidNotSign() throws JOSEException {
        var stranger = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        var forged =
                new SignedJWT(header(JWSAlgorithm.ES256, "test"), ada.claims().build());
        forged.sign(new ECDSASigner(stranger));
        var mac = new SignedJWT(header(JWSAlgorithm.HS256, "test"), ada.claims().build());
        mac.sign(new MACSigner(new byte[32]));

        call("/me", "Bearer " + forged.serialize()).isUnauthorized();
        call("/me", "Bearer " + mac.serialize()).isUnauthorized();
        call("/me", "Bearer " + new PlainJWT(ada.claims().build()).serialize()).isUnauthorized();
        call("/me", "Bearer nonsense")
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.request_id")
                .isNotEmpty();
    }

    @Test
    void refusesTokensForOthersOfOthersAndOfYesterday() {
        call(
                        "/me",
                        "Bearer "
                                + TestIdentity.sign(
                                        ada.claims().audience("mainnet").build()))
                .isUnauthorized();
        call(
                        "/me",
                        "Bearer "
                                + TestIdentity.sign(
                                        ada.claims().issuer("somebody").build()))
                .isUnauthorized();
        Date past = Date.from(Instant.now().minusSeconds(60));
        call(
                        "/me",
                        "Bearer "
                                + TestIdentity.sign(
                                        ada.claims().expirationTime(past).build()))
                .isUnauthorized();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String kid) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("mainnet-identity+jwt"))
                .keyID(kid)
                .build();
    }

    private StatusAssertions call(String path, String authorization) {
        return web.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .exchange()
                .expectStatus();
    }
}
