package dev.mainnet.gateway.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.gateway.Clients;
import dev.mainnet.gateway.FakePlatform;
import dev.mainnet.gateway.GatewayTest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

@GatewayTest
class DocumentationPagesTest {

    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

    @Autowired
    WebTestClient http;

    @ParameterizedTest
    @CsvSource({"/docs,swagger-ui-bundle.js", "/api-docs,swagger-ui-bundle.js", "/redoc,redoc.standalone.js"})
    void showsTheDocument(String path, String library) {
        FluxExchangeResult<String> answer = get(path, 200);
        String page = String.join("", answer.getResponseBody().collectList().block());

        assertThat(answer.getResponseHeaders().getContentType())
                .isEqualTo(MediaType.parseMediaType("text/html;charset=utf-8"));
        assertThat(page).contains(library);
        assertThat(links(page))
                .filteredOn(link -> !link.startsWith("data:"))
                .isNotEmpty()
                .allSatisfy(link -> get(link, 200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/api-docs", "/redoc"})
    void asksNoOtherHost(String path) {
        HttpHeaders headers = get(path, 200).getResponseHeaders();

        assertThat(headers.get("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("connect-src 'self' http://localhost:4000;", "frame-ancestors 'none'")
                .doesNotContain("*", "https:", "unsafe-eval");
        assertThat(headers.get("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(headers.get("X-Frame-Options")).containsExactly("DENY");
    }

    @ParameterizedTest
    @CsvSource({
        "swagger-ui.css,text/css",
        "swagger-ui-bundle.js,text/javascript",
        "redoc.standalone.js,text/javascript",
        "start-redoc.js,text/javascript"
    })
    void letsBrowsersKeepTheLibraries(String name, String type) {
        HttpHeaders headers = get("/docs/files/" + name, 200).getResponseHeaders();

        assertThat(headers.getContentType().isCompatibleWith(MediaType.parseMediaType(type)))
                .isTrue();
        assertThat(headers.getCacheControl()).isEqualTo("max-age=3600, public");
        http.get()
                .uri("/docs/files/" + name)
                .header("If-None-Match", headers.getETag())
                .exchange()
                .expectStatus()
                .isNotModified();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/files/index.html",
                "/docs/files/swagger-ui.html",
                "/docs/files/swagger-ui-bundle.js.map",
                "/webjars/swagger-ui/5.32.0/index.html",
                "/openapi/gateway.json",
                "/documentation/page.css"
            })
    void servesNothingElse(String path) {
        get(path, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/api-docs", "/redoc", "/docs/files/page.css"})
    void usesUpNobodysLimit(String path) {
        WebTestClient reader = Clients.somewhere(http);
        for (int i = 0; i < FakePlatform.ANONYMOUS_LIMIT + 1; i++) {
            reader.get()
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .doesNotExist("X-RateLimit-Limit");
        }
    }

    @Test
    void leavesThePolicyOfOtherAnswersAlone() {
        assertThat(get("/api/v1/hub", 200).getResponseHeaders().get("Content-Security-Policy"))
                .containsExactly("frame-ancestors 'none'");
    }

    private FluxExchangeResult<String> get(String path, int status) {
        return Clients.somewhere(http)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .returnResult(String.class);
    }

    private static List<String> links(String page) {
        return LINK.matcher(page)
                .results()
                .map((MatchResult link) -> link.group(1))
                .toList();
    }
}
