package dev.mainnet.model.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.ModelEvent.DeploymentChanged;
import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.contracts.Topics;
import dev.mainnet.model.FakeRunner;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.deployment.Deployments;
import dev.mainnet.testing.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@ModelServiceTest
class OfferPlatformModelsTest {

    @Autowired
    WebTestClient http;

    @Autowired
    OfferPlatformModels offerPlatformModels;

    @Autowired
    Deployments deployments;

    @TempDir
    Path directory;

    @Test
    void whatTheDirectoryListsIsCallableUnderThePlatformsName() throws IOException {
        write("quill", "20");
        offer();

        http.get()
                .uri("/api/v1/hub/mainnet/quill")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.pricing.per_100_input_tokens")
                .isEqualTo(20)
                .jsonPath("$.pricing.per_100_output_tokens")
                .isEqualTo(20)
                .jsonPath("$.branding.title")
                .isEqualTo("Quill")
                .jsonPath("$.visibility")
                .isEqualTo("public");
    }

    @Test
    void anotherStartChangesNothingAndAnotherPriceIsFollowed() throws IOException {
        write("stylus", "1");
        int before = FakeRunner.INSTANCE.loads.get();
        offer();
        offer();
        assertThat(FakeRunner.INSTANCE.loads.get() - before).isEqualTo(1);
        write("stylus", "2");
        offer();

        String id = String.valueOf(deployments
                .findText(PlatformAccount.ID, "stylus")
                .map(found -> found.id().toString())
                .block());
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(TestKafka.events(Topics.MODEL_EVENTS, id))
                        .hasSize(2)
                        .allSatisfy(event -> assertThat(((DeploymentChanged) event).ownerId())
                                .isEqualTo(PlatformAccount.ID)));
        assertThat(deployments
                        .findText(PlatformAccount.ID, "stylus")
                        .map(found -> found.terms().pricing().per100OutputTokensMicro())
                        .block())
                .isEqualTo(2_000_000L);
    }

    @Test
    void whatTheDirectoryNoLongerListsIsWithdrawn() throws IOException {
        write("reed", "1");
        offer();
        assertThat(publicSlugs()).contains("reed");

        write("brush", "1");
        offerPlatformModels
                .offer(directory)
                .flatMap(listed -> offerPlatformModels.withdrawOthers(listed, Instant.now()))
                .block(Duration.ofSeconds(20));

        assertThat(publicSlugs()).contains("brush").doesNotContain("reed");
    }

    @Test
    void aDirectoryWithoutAListOffersNothing() {
        offerPlatformModels.offer(directory.resolve("nowhere")).block();

        assertThat(publicSlugs()).doesNotContain("nowhere");
    }

    private List<String> publicSlugs() {
        return deployments
                .publicTextsOf(PlatformAccount.ID, 100)
                .map(found -> found.slug())
                .collectList()
                .block();
    }

    private void write(String slug, String price) throws IOException {
        Files.writeString(directory.resolve(slug + ".gguf"), FakeRunner.TEXT + " " + slug);
        Files.writeString(directory.resolve("models.json"), """
                [{"slug": "%s", "file": "%s.gguf", "title": "%s", "per_100_tokens": %s}]""".formatted(
                        slug, slug, slug.substring(0, 1).toUpperCase(Locale.ROOT) + slug.substring(1), price));
    }

    private void offer() {
        offerPlatformModels.offer(directory).block(Duration.ofSeconds(20));
    }
}
