package dev.mainnet.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.netflix.eureka.cluster.PeerEurekaNodes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class RegistryTest {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private PeerEurekaNodes peers;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void forgetsWithinSecondsAnInstanceThatNoLongerRenews() throws Exception {
        register(90);
        await().until(this::instanceStatus, status -> status == 200);

        register(1);
        await().atMost(Duration.ofSeconds(20)).until(this::instanceStatus, status -> status == 404);
    }

    @Test
    void tellsItsInstancesToNoOtherPlatform() {
        assertThat(peers.getPeerNodesView()).isEmpty();
    }

    @Test
    void tellsItsHealthOnTheManagementPortOnly() throws Exception {
        HttpResponse<String> health = http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + "/actuator/health"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(health.statusCode()).isEqualTo(200);

        HttpResponse<String> elsewhere =
                http.send(request("/actuator/health").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(elsewhere.statusCode()).isEqualTo(404);
    }

    private void register(int leaseSeconds) throws IOException, InterruptedException {
        HttpResponse<String> registered = http.send(
                request("/eureka/apps/MODEL-SERVICE")
                        .POST(HttpRequest.BodyPublishers.ofString("""
            {"instance": {"instanceId": "one", "hostName": "127.0.0.1", "app": "MODEL-SERVICE", "ipAddr": "127.0.0.1",
              "vipAddress": "model-service", "status": "UP", "port": {"$": 3001, "@enabled": "true"},
              "dataCenterInfo": {"@class": "com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo", "name": "MyOwn"},
              "leaseInfo": {"renewalIntervalInSecs": 1, "durationInSecs": %d}}}
            """.formatted(leaseSeconds)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(registered.statusCode()).isEqualTo(204);
    }

    private int instanceStatus() throws IOException, InterruptedException {
        return http.send(request("/eureka/apps/MODEL-SERVICE").build(), HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
    }
}
