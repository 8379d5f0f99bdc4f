package dev.mainnet.gateway.routing;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.FakePlatform;
import dev.mainnet.gateway.GatewayTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

@GatewayTest
class BodyBoundsTest {

    private static final int CHUNK = 10_000;

    @Autowired
    WebTestClient http;

    @Test
    void takesABodyWithinTheBound() {
        send("/api/v1/jobs", (int) (FakePlatform.MAX_BODY / CHUNK))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.bytes")
                .isEqualTo((int) FakePlatform.MAX_BODY);
    }

    @Test
    void refusesALargerOneThatAnnouncesItself() {
        Clients.somewhere(http)
                .post()
                .uri("/api/v1/jobs")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("x".repeat((int) FakePlatform.MAX_BODY + 1))
                .exchange()
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("payload_too_large")
                .jsonPath("$.request_id")
                .exists();
    }

    @Test
    void refusesALargerOneThatComesInChunks() {
        send("/api/v1/jobs", (int) (FakePlatform.MAX_BODY / CHUNK) + 5)
                .expectStatus()
                .isEqualTo(413)
                .expectBody()
                .jsonPath("$.error")
                .isEqualTo("payload_too_large");
    }

    @Test
    void takesMoreWhereFilesAreUploaded() {
        for (String path : new String[] {
            "/api/v1/models",
            "/models",
            "/models/1/predict",
            "/api/v1/datasets/upload",
            "/datasets/upload",
            "/api/v1/workers/1/leases/2/artifacts/result.csv",
            "/api/v1/invoke/a/b"
        }) {
            send(path, 100)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.bytes")
                    .isEqualTo(100 * CHUNK);
        }
    }

    private WebTestClient.ResponseSpec send(String path, int chunks) {
        Flux<DataBuffer> body = Flux.range(0, chunks)
                .map(i -> DefaultDataBufferFactory.sharedInstance.wrap(
                        "x".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII)));
        return Clients.somewhere(http)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(BodyInserters.fromDataBuffers(body))
                .exchange();
    }
}
