package dev.mainnet.model.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.testing.TestIdentity;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@ModelServiceTest
@ExtendWith(OutputCaptureExtension.class)
class UploadedPicturesTest {

    private final TestIdentity ada = TestIdentity.user(Scenario.unique("ada"));
    private final Set<SocketAddress> connections = ConcurrentHashMap.newKeySet();
    private final ConnectionProvider oneConnection = ConnectionProvider.create("one", 1);

    @LocalServerPort
    int port;

    private WebTestClient http;

    @BeforeEach
    void connect() {
        HttpClient client = HttpClient.create(oneConnection)
                .doOnConnected(
                        connection -> connections.add(connection.channel().localAddress()));
        http = WebTestClient.bindToServer(new ReactorClientHttpConnector(client))
                .baseUrl("http://localhost:" + port)
                .defaultHeader("Authorization", ada.bearer())
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    @AfterEach
    void disconnect() {
        oneConnection.dispose();
    }

    @Test
    void refusesMorePicturesThanAFormMayHaveAndKeepsTheConnection(CapturedOutput output) {
        for (int i = 0; i < 3; i++) {
            predict(files(150, 20_000)).expectStatus().isEqualTo(413);
        }
        http.get().uri("/models").exchange().expectStatus().isOk();

        assertThat(connections).hasSize(1);
        assertThat(output).doesNotContain("ERROR").doesNotContain("IllegalReferenceCountException");
    }

    @Test
    void refusesMoreBytesThanAFormMayHaveAndKeepsTheConnection() {
        predict(files(20, 1_000_000)).expectStatus().isEqualTo(413);
        http.get().uri("/models").exchange().expectStatus().isOk();

        assertThat(connections).hasSize(1);
    }

    @Test
    void refusesAFormWithoutPictures() {
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        form.part("input", "no file");

        predict(form)
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(answer -> assertThat(answer).contains("is missing"));
    }

    private static MultipartBodyBuilder files(int count, int size) {
        byte[] picture = "x".repeat(size).getBytes(StandardCharsets.UTF_8);
        MultipartBodyBuilder form = new MultipartBodyBuilder();
        for (int i = 0; i < count; i++) {
            form.part("file", new ByteArrayResource(picture)).filename(i + ".png");
        }
        return form;
    }

    private WebTestClient.ResponseSpec predict(MultipartBodyBuilder form) {
        return http.post()
                .uri("/models/" + UUID.randomUUID() + "/predict")
                .body(BodyInserters.fromMultipartData(form.build()))
                .exchange();
    }
}
