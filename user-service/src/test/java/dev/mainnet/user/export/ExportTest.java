package dev.mainnet.user.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.export.AccountExport;
import dev.mainnet.testing.ServiceTest;
import dev.mainnet.user.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class ExportTest {

    @Autowired
    WebTestClient http;

    @Autowired
    AccountExport export;

    @Autowired
    DatabaseClient database;

    @Autowired
    JsonMapper json;

    private HttpServer other;
    private volatile int status = 200;
    private volatile boolean empty;

    @BeforeEach
    void startAnotherService() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/export", exchange -> {
            String who = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = ("{\"models\": [{\"asked_by\": \"" + who + "\"}]}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, empty ? -1 : body.length);
            if (!empty) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        other.start();
    }

    @AfterEach
    void stop() {
        other.stop(0);
    }

    @Test
    void holdsWhatIsKnownOfOneselfAndNoHashAndNobodyElse() {
        Person ada = Person.arrive(http);
        Person bob = Person.arrive(http);
        post(ada, "/user/keys", Map.of("name", "ci"));
        post(ada, "/user/groups", Map.of("name", "Lab of Ada"));

        linkGoogle(ada);
        JsonNode lists =
                json.readTree(json.writeValueAsString(export.of(ada.accountId()).block()));

        assertThat(lists.get("account").get(0).path("email").asString()).isEqualTo(ada.username() + "@example.com");
        assertThat(lists.get("sessions").get(0).path("id").asString())
                .isEqualTo(ada.sessionId().toString());
        assertThat(lists.get("api_keys").get(0).path("name").asString()).isEqualTo("ci");
        assertThat(lists.get("sessions").get(0).path("network").asString()).isNotEmpty();
        assertThat(lists.get("api_keys").get(0).has("previous_expires_at")).isTrue();
        assertThat(lists.get("google_account").get(0).path("subject").asString())
                .isEqualTo("google-" + ada.username());
        assertThat(lists.get("mails").get(0).path("template").asString()).isEqualTo("CONFIRMATION");
        assertThat(lists.get("links_sent").get(0).path("purpose").asString()).isEqualTo("CONFIRMATION");
        assertThat(lists.get("groups").get(0).path("name").asString()).isEqualTo("Lab of Ada");
        // The one word with "token" in it that may be told: how many of them a key may use.
        assertThat(lists.toString().replace("\"tokens_per_minute\"", ""))
                .doesNotContain("sha256")
                .doesNotContain("hash")
                .doesNotContain("password")
                .doesNotContain("token")
                .doesNotContain("template_values")
                .doesNotContain("argon2")
                .doesNotContain(bob.username() + "@")
                .doesNotContain(bob.accountId().toString());
    }

    @Test
    void asksTheOtherServicesInTheCallersName() {
        OtherServices services = services(Map.of("models", address()), Duration.ofSeconds(60));

        JsonNode parts = json.readTree(
                json.writeValueAsString(services.parts("Bearer ada").block()));

        assertThat(parts.at("/models/models/0/asked_by").asString()).isEqualTo("Bearer ada");
    }

    @Test
    void isWholeOrNotAtAll() {
        URI nobody = URI.create("http://localhost:1");
        for (OtherServices services : List.of(
                services(Map.of("models", address(), "jobs", nobody), Duration.ofSeconds(60)),
                services(Map.of("models", address()), Duration.ofNanos(1)))) {
            assertUnavailable(services);
        }
        OtherServices reached = services(Map.of("models", address()), Duration.ofSeconds(60));
        for (int refusal : List.of(204, 302, 403, 500)) {
            status = refusal;
            empty = true;
            assertUnavailable(reached);
        }
        status = 200;
        assertUnavailable(reached);
        // Nobody else runs beside a service under test.
        http.get()
                .uri("/user/me/export")
                .header(HttpHeaders.AUTHORIZATION, Person.arrive(http).bearer())
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("unavailable");
    }

    @Test
    void makesFewAtOnce() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI nothing = URI.create("http://localhost:" + silent.getLocalPort());
            ExportAccount exports = new ExportAccount(
                    export, services(Map.of("models", nothing), Duration.ofMinutes(1)), Clock.systemUTC());
            Mono<?> one = exports.export(UUID.randomUUID(), "Bearer ada");
            List<Disposable> being =
                    Stream.generate(one::subscribe).limit(ExportAccount.AT_ONCE).toList();

            assertThatThrownBy(one::block).hasMessageContaining("Too many");

            being.forEach(Disposable::dispose);
            Disposable next = one.subscribe();
            assertThat(next.isDisposed()).isFalse();
            next.dispose();
        }
    }

    @Test
    void isOneDocumentOfAllParts() {
        Person ada = Person.arrive(http);
        ExportAccount exports = new ExportAccount(
                export, services(Map.of("models", address()), Duration.ofSeconds(60)), Clock.systemUTC());

        JsonNode document = json.readTree(json.writeValueAsString(
                exports.export(ada.accountId(), "Bearer ada").block()));

        assertThat(document.path("exported_at").asString()).isNotEmpty();
        assertThat(document.at("/user/account/0/username").asString()).isEqualTo(ada.username());
        assertThat(document.at("/user/shortened").isEmpty()).isTrue();
        assertThat(document.at("/services/models/models/0/asked_by").asString()).isEqualTo("Bearer ada");
    }

    private void linkGoogle(Person person) {
        database.sql("INSERT INTO google_account (subject, account_id, linked_at) VALUES ($1, $2, now())")
                .bind(0, "google-" + person.username())
                .bind(1, person.accountId())
                .then()
                .block();
    }

    private static void assertUnavailable(OtherServices services) {
        assertThatThrownBy(() -> services.parts("Bearer ada").block())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("cannot be read");
    }

    private URI address() {
        return URI.create("http://localhost:" + other.getAddress().getPort());
    }

    private static OtherServices services(Map<String, URI> services, Duration timeout) {
        return new OtherServices(WebClient.builder(), new ExportProperties(services, timeout));
    }

    private void post(Person person, String path, Object body) {
        http.post()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, person.bearer())
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isCreated();
    }
}
