package dev.mainnet.runner.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.runner.RunnerTest;
import dev.mainnet.runner.gguf.TextModelFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Two slots and a line of four, and texts that do not end by themselves. */
@TestPropertySource(
        properties = {"mainnet.text.context=131072", "mainnet.text.timeout=2m", "mainnet.loading.model-memory=1GB"})
class SlotsTest extends RunnerTest {
    private static final String ENDLESS =
            "{\"model\":\"slots\",\"stream\":true,\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"Y\"}]}";

    @BeforeEach
    void model() {
        if (get("/v1/models/slots").statusCode() == 404) {
            load("slots", TextModelFiles.certain());
        }
    }

    @AfterEach
    void leavesNothingBehind() {
        await().atMost(Duration.ofSeconds(10)).until(() -> used() == 0 && waiting() == 0);
        assertThat(text(post(
                        "/v1/chat/completions", ENDLESS.replace("true", "false").replace("\"Y\"", "\"x\""))))
                .contains("yz");
    }

    private double used() {
        return meters.get("mainnet.text.slots.used").gauge().value();
    }

    private double waiting() {
        return meters.get("mainnet.text.slots.waiting").gauge().value();
    }

    /** A stream on a connection of its own, of which the first event was read. */
    private Socket streaming() throws IOException {
        Socket socket = open();
        InputStream input = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        while (read.indexOf("\"Z\"") < 0) {
            read.append((char) input.read());
        }
        return socket;
    }

    private Socket open() throws IOException {
        Socket socket = new Socket("localhost", port());
        byte[] body = ENDLESS.getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length + "\r\n\r\n" + ENDLESS)
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @Test
    void freesASlotAtOnceWhenTheReaderGoes() throws IOException {
        List<Long> took = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            Socket socket = streaming();
            assertThat(used()).isEqualTo(1);
            long begin = System.nanoTime();
            socket.close();
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> used() == 0);
            took.add((System.nanoTime() - begin) / 1_000_000);
        }
        assertThat(took.stream().sorted().toList().get(5)).as("%s", took).isLessThan(2000);
    }

    @Test
    void givesTheSlotToWhoWaitsWhenTheReaderGoes() throws Exception {
        try (Socket first = streaming();
                Socket second = streaming();
                Socket third = open()) {
            await().until(() -> waiting() == 1);
            first.close();
            assertThat((char) third.getInputStream().read()).isEqualTo('H');
            assertThat(used()).isEqualTo(2);
            assertThat(second.isConnected()).isTrue();
        }
    }

    @Test
    void continuesSeveralTextsAtOnceAndKeepsThemApart() throws Exception {
        List<String> expected = List.of("bcdefgh", "nopqrst", "ZYZYZYZ");
        List<String> prompts = List.of("a", "m", "Y");
        try (var callers = Executors.newFixedThreadPool(6)) {
            List<Future<String>> answers = IntStream.range(0, 60)
                    .mapToObj(i -> callers.submit(() -> json(post(
                                    "/v1/chat/completions",
                                    "{\"model\":\"slots\",\"max_tokens\":7,\"messages\":[{\"role\":\"user\",\"content\":\""
                                            + "q".repeat(i * 7) + prompts.get(i % 3) + "\"}]}"))
                            .at("/choices/0/message/content")
                            .asString()))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(expected.get(i % 3));
            }
        }
    }

    @Test
    void answers503WhenTooManyWait() throws IOException {
        List<Socket> callers = new ArrayList<>();
        try {
            callers.add(streaming());
            callers.add(streaming());
            for (int i = 0; i < 4; i++) {
                callers.add(open());
            }
            await().until(() -> waiting() == 4);
            HttpResponse<byte[]> refused = post("/v1/chat/completions", ENDLESS);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(json(refused).at("/error/type").asString()).isEqualTo("server_error");
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }

    @Test
    void leavesNoSlotBehindWhenHundredsHangUpAnywhere() throws Exception {
        Random random = new Random(5);
        try (var clients = Executors.newFixedThreadPool(8)) {
            List<Future<?>> hangUps = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int bytes = random.nextInt(3000);
                int pause = random.nextInt(20);
                hangUps.add(clients.submit(() -> hangUp(bytes, pause)));
            }
            for (Future<?> hangUp : hangUps) {
                hangUp.get();
            }
        }
    }

    private void hangUp(int afterBytes, int pause) {
        try (Socket socket = open()) {
            socket.setSoTimeout(50 + pause);
            socket.getInputStream().readNBytes(afterBytes);
        } catch (IOException e) {
            // Nothing came in time: it waits for a slot, and hangs up there.
        }
    }
}
