package dev.mainnet.model.export;

import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.testing.TestIdentity;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModelServiceTest
class ExportTest {

    @Autowired
    WebTestClient http;

    @Test
    void everyListCanBeReadByItsOwnerInASession() {
        TestIdentity ada = TestIdentity.user("ada");

        http.get()
                .uri("/export")
                .header("Authorization", ada.bearer())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.models")
                .isArray();
        http.get()
                .uri("/export")
                .header("Authorization", ada.scoped("models jobs billing").keyBearer(UUID.randomUUID()))
                .exchange()
                .expectStatus()
                .isForbidden();
    }
}
