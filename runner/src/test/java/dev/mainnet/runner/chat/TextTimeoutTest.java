package dev.mainnet.runner.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.runner.RunnerTest;
import dev.mainnet.runner.gguf.TextModelFiles;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Texts whose time is over before their context is full. */
@TestPropertySource(
        properties = {"mainnet.text.context=262144", "mainnet.text.timeout=8s", "mainnet.loading.model-memory=1GB"})
class TextTimeoutTest extends RunnerTest {

    @Test
    void endsACallWhoseTimeIsOver() {
        load("endless", TextModelFiles.certain());

        for (CompletableFuture<HttpResponse<byte[]>> call :
                Stream.generate(this::calling).limit(2).toList()) {
            assertThat(text(call.join())).contains("\"content\":\"Z\"").contains("longer than");
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> calling() {
        return http.sendAsync(
                request("/v1/chat/completions")
                        .POST(BodyPublishers.ofString("""
                        {"model":"endless","stream":true,"temperature":0,"messages":[{"role":"user","content":"Y"}]}"""))
                        .build(),
                BodyHandlers.ofByteArray());
    }
}
