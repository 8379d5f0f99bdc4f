package dev.mainnet.user.signingkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.defaults.secret.Seal;
import dev.mainnet.testing.MovableClock;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.testing.TestIdentity;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@ServiceTest
class RotationTest {

    @Autowired
    WebTestClient http;

    @Autowired
    MovableClock clock;

    @Autowired
    DatabaseClient database;

    @Autowired
    SigningKeys keys;

    @Autowired
    Seal seal;

    @Autowired
    SigningKeyProperties properties;

    @Autowired
    TransactionalOperator transaction;

    private RotateSigningKeys rotateSigningKeys;

    @BeforeEach
    void passAnyEarlierRotation() {
        rotateSigningKeys = new RotateSigningKeys(keys, seal, properties, transaction, clock);
        clock.stand();
        // Else the service, which looks every minute, may come in between.
        rotateSigningKeys.rotateIfDue().block();
        clock.forward(Duration.ofMinutes(1));
    }

    @AfterEach
    void letTimeGoOn() {
        clock.goOn();
    }

    @Test
    void publishesANewKeyBeforeItSigns() {
        String before = signer();

        String successor = rotate();

        assertThat(published()).contains(before, successor);
        assertThat(signer()).isEqualTo(before);
        clock.forward(properties.publicationLead());
        assertThat(signer()).isEqualTo(before);
        clock.forward(KeyRings.AGE);
        assertThat(signer()).isEqualTo(successor);
    }

    @Test
    void publishesTheOldKeyUntilItsLastTokenExpired() {
        String before = signer();
        rotate();
        clock.forward(properties.publicationLead());

        clock.forward(KeyRing.LONGEST_TOKEN);
        assertThat(published()).contains(before);
        clock.forward(Duration.ofMinutes(2));
        assertThat(published()).doesNotContain(before);
    }

    @Test
    void rotatesOnceWhenSeveralInstancesFindItDue() {
        published();
        clock.forward(properties.rotationInterval());
        long count = stored();

        Flux.range(0, 5)
                .flatMap(instance -> new RotateSigningKeys(keys, seal, properties, transaction, clock).rotateIfDue())
                .then()
                .block();

        assertThat(stored()).isLessThanOrEqualTo(count + 1);
        assertThat(keys.published(clock.instant())
                        .filter(key -> !key.signsAt(clock.instant()))
                        .collectList()
                        .block())
                .hasSize(1);
    }

    @Test
    void doesNothingBeforeARotationIsDue() {
        rotate();
        clock.forward(properties.rotationInterval().minus(Duration.ofMinutes(2)));
        long count = stored();

        rotateSigningKeys.rotateIfDue().block();

        assertThat(stored()).isLessThanOrEqualTo(count);
    }

    @Test
    void makesTheFirstKeyOfAnEmptyDatabaseAndSignsWithItAtOnce() {
        Mono<List<SigningKey>> first = database.sql("DELETE FROM signing_key")
                .then()
                .then(rotateSigningKeys.rotateIfDue())
                .then(keys.published(clock.instant().plusSeconds(1)).collectList());

        List<SigningKey> made = transaction
                .execute(rollback -> {
                    rollback.setRollbackOnly();
                    return first;
                })
                .blockFirst();

        assertThat(made)
                .singleElement()
                .satisfies(key -> assertThat(key.signsAt(clock.instant())).isTrue());
    }

    @Test
    void refusesASecondRotationWhileTheFirstWaits() {
        rotate();

        rotateAs(TestIdentity.admin()).expectStatus().isEqualTo(409);
    }

    @Test
    void tellsFromWhenTheNewKeySigns() {
        rotateAs(TestIdentity.admin())
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.kid")
                .isNotEmpty()
                .jsonPath("$.signs_from")
                .value((String from) -> assertThat(Instant.parse(from)).isAfter(clock.instant()));
    }

    @Test
    void dropsAStolenKeyAtOnce() {
        String stolen = signer();
        String waiting = rotate();

        String successor = rotateSigningKeys.revoke().block().id().toString();

        assertThat(published()).contains(successor).doesNotContain(stolen, waiting);
        assertThat(signer()).isEqualTo(successor);
    }

    /** Sixteen callers sign while the key changes, and a verifier checks that reads the keys last of all, before the new one signs. */
    @Test
    void rotatesUnderLoadWithoutATokenThatAVerifierDoesNotKnow() {
        KeyRings instance = new KeyRings(keys, rotateSigningKeys, seal, clock);
        String first = signer();
        AtomicReference<Set<String>> verifier = new AtomicReference<>(published());
        Set<String> signers = ConcurrentHashMap.newKeySet();
        Queue<String> unknown = new ConcurrentLinkedQueue<>();
        Sinks.Empty<Void> end = Sinks.empty();

        CompletableFuture<Void> signing = Flux.range(0, 16)
                .flatMap(caller -> Mono.defer(() -> instance.current().map(RotationTest::kid))
                        .doOnNext(kid -> {
                            signers.add(kid);
                            if (!verifier.get().contains(kid)) {
                                unknown.add(kid);
                            }
                        })
                        .delayElement(Duration.ofMillis(5))
                        .repeat())
                .takeUntilOther(end.asMono())
                .then()
                .toFuture();
        try {
            await().until(() -> signers.contains(first));
            String successor = rotate();
            await().until(() -> instance.current().block().published().getKeyByKeyId(successor) != null);
            verifier.set(published());
            clock.forward(properties.publicationLead().plus(KeyRings.AGE));
            await().until(() -> signers.contains(successor));
            assertThat(signers).containsExactlyInAnyOrder(first, successor);
        } finally {
            end.tryEmitEmpty();
        }

        signing.join();
        assertThat(unknown).isEmpty();
    }

    @Test
    void letsOnlyAnAdministratorRotate() {
        rotateAs(TestIdentity.user("ada")).expectStatus().isForbidden();
        rotateAs(TestIdentity.admin().scoped("invoke")).expectStatus().isForbidden();
        http.post().uri("/user/signing-keys/rotation").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void writesDownWhoRevokedTheKeys() {
        TestIdentity admin = TestIdentity.admin();

        byte[] answer = http.post()
                .uri("/user/signing-keys/rotation?revoke=true")
                .header(HttpHeaders.AUTHORIZATION, admin.bearer())
                .exchange()
                .expectStatus()
                .isAccepted()
                .expectBody()
                .returnResult()
                .getResponseBody();

        String kid = JsonPath.read(new String(answer, StandardCharsets.UTF_8), "$.kid");
        assertThat(published()).containsExactly(kid);
        Long entries = database.sql("""
                        SELECT count(*) FROM audit_entry
                        WHERE action = 'signing_keys.revoked' AND actor_id = $1 AND details ->> 'kid' = $2
                        """)
                .bind(0, admin.accountId())
                .bind(1, kid)
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
        assertThat(entries).isOne();
    }

    @Test
    void publishesNoPrivateKeyAndStoresNoneInClear() {
        String body = http.get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "max-age=5, public")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(body)
                .contains("\"kty\":\"EC\"", "\"alg\":\"ES256\"", "\"use\":\"sig\"")
                .doesNotContain("\"d\":");
        SigningKey key = keys.published(clock.instant()).blockFirst();
        assertThat(new String(key.sealedPrivate(), StandardCharsets.UTF_8)).doesNotContain("\"d\"");
        assertThat(key.privateKey(seal).isPrivate()).isTrue();
    }

    private Set<String> published() {
        return keys.published(clock.instant())
                .map(key -> key.publicKey().getKeyID())
                .collect(Collectors.toSet())
                .block();
    }

    /** The key that an instance signs with which reads the table now. */
    private String signer() {
        KeyRings fresh = new KeyRings(keys, rotateSigningKeys, seal, clock);
        return fresh.current().map(RotationTest::kid).block();
    }

    private static String kid(KeyRing ring) {
        try {
            String token = ring.sign(new JWTClaimsSet.Builder().subject("x").build(), "at+jwt")
                    .text();
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String rotate() {
        return rotateSigningKeys.rotate().block().id().toString();
    }

    private WebTestClient.ResponseSpec rotateAs(TestIdentity who) {
        return http.post()
                .uri("/user/signing-keys/rotation")
                .header(HttpHeaders.AUTHORIZATION, who.bearer())
                .exchange();
    }

    private long stored() {
        return database.sql("SELECT count(*) FROM signing_key")
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }
}
