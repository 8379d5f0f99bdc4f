package dev.mainnet.user.apikey;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.contracts.ApiKeyEvent.ApiKeyIssued;
import dev.mainnet.contracts.ApiKeyEvent.ApiKeyRevoked;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.ModelEvent.DeploymentKeyIssued;
import dev.mainnet.contracts.Topics;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.testing.GoldenExamples;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestKafka;
import dev.mainnet.user.Person;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@ServiceTest
class DeploymentListenerTest {

    private static final DeploymentKeyIssued GOLDEN = GoldenExamples.of(DeploymentKeyIssued.class);

    @Autowired
    WebTestClient http;

    @Test
    void aDeploymentsKeyBecomesOneOfItsOwnersKeysAndCallsThatDeploymentOnly() {
        Person ada = Person.arrive(http);
        DeploymentKeyIssued handedOut = of(ada.accountId());
        TestKafka.publish("handed-out", handedOut);
        TestKafka.publish("handed-out", handedOut);

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(published(handedOut.keyId()))
                        .singleElement()
                        .satisfies(event -> {
                            ApiKeyIssued issued = (ApiKeyIssued) event;
                            assertThat(issued.sha256()).isEqualTo(handedOut.sha256());
                            assertThat(issued.username()).isEqualTo(ada.username());
                            assertThat(issued.scopes()).containsExactly("invoke");
                            assertThat(issued.deployments()).containsExactly(handedOut.deploymentId());
                        }));
        keys(ada)
                .jsonPath("$.total")
                .isEqualTo(1)
                .jsonPath("$.keys[0].name")
                .isEqualTo("grace/iris")
                .jsonPath("$.keys[0].prefix")
                .isEqualTo("mk_0aBcD");
    }

    @Test
    void itsOwnerRevokesItLikeAnyOther() {
        Person ada = Person.arrive(http);
        DeploymentKeyIssued handedOut = of(ada.accountId());
        TestKafka.publish(handedOut);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(published(handedOut.keyId())).hasSize(1));

        http.delete()
                .uri("/user/keys/" + handedOut.keyId())
                .header(HttpHeaders.AUTHORIZATION, ada.bearer())
                .exchange()
                .expectStatus()
                .isNoContent();

        await().atMost(ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(published(handedOut.keyId())).last().isInstanceOf(ApiKeyRevoked.class));
        keys(ada).jsonPath("$.total").isEqualTo(0);

        TestKafka.publish(handedOut);
        await().atMost(ofSeconds(20))
                .untilAsserted(() -> keys(ada).jsonPath("$.total").isEqualTo(1));
        assertThat(published(handedOut.keyId())).last().isNotInstanceOf(ApiKeyRevoked.class);
    }

    @Test
    void thatOfAnAccountWhichIsGoneIsPassedOver() {
        DeploymentKeyIssued orphan = of(UUID.randomUUID());
        TestKafka.publish(orphan);
        DeploymentKeyIssued later = of(Person.arrive(http).accountId());
        TestKafka.publish(later);

        await().atMost(ofSeconds(20))
                .untilAsserted(() -> assertThat(published(later.keyId())).hasSize(1));
        assertThat(published(orphan.keyId())).isEmpty();
    }

    private static List<? extends Event> published(UUID keyId) {
        return TestKafka.events(Topics.API_KEYS, keyId.toString());
    }

    private WebTestClient.BodyContentSpec keys(Person owner) {
        return http.get()
                .uri("/user/keys")
                .header(HttpHeaders.AUTHORIZATION, owner.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    private static DeploymentKeyIssued of(UUID ownerId) {
        return new DeploymentKeyIssued(
                UUID.randomUUID(),
                UUID.randomUUID(),
                ownerId,
                GOLDEN.name(),
                GOLDEN.prefix(),
                HexFormat.of().formatHex(Secret.apiKey().sha256()),
                Instant.parse("2026-01-02T03:04:05Z"));
    }
}
