package dev.mainnet.job.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.defaults.egress.Egress;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostMessageTest {

    private final SecretSeal seal = new SecretSeal("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private final UUID webhookId = UUID.randomUUID();
    private final SigningSecret secret = SigningSecret.generate();

    @Test
    void sendsTheBodyAsItIsWithTheHeadersOfStandardWebhooks() {
        try (var receiver = new FakeReceiver(FakeReceiver.status(204))) {
            assertThat(post(true, receiver.url())).isEqualTo(new Answer.Accepted(204));

            FakeReceiver.Received received = receiver.received().getFirst();
            assertThat(received.body()).isEqualTo(delivery().payload());
            assertThat(received.headers()).containsEntry("content-type", "application/json");
            String id = received.headers().get("webhook-id");
            Instant sent =
                    Instant.ofEpochSecond(Long.parseLong(received.headers().get("webhook-timestamp")));
            assertThat(sent).isBetween(Instant.now().minusSeconds(60), Instant.now());
            assertThat(received.headers().get("webhook-signature")).isEqualTo(secret.sign(id, sent, received.body()));
        }
    }

    @Test
    void goesToNoAddressThatIsNotPublic() {
        try (var receiver = new FakeReceiver(FakeReceiver.status(200))) {
            assertThat(post(false, receiver.url())).isEqualTo(new Answer.None("the address is not public"));
            assertThat(post(false, receiver.url().replace("127.0.0.1", "localhost")))
                    .isEqualTo(new Answer.None("the address is not public"));
            assertThat(receiver.received()).isEmpty();
        }
    }

    @Test
    void followsNoRedirect() {
        try (var elsewhere = new FakeReceiver(FakeReceiver.status(200));
                var receiver = new FakeReceiver(FakeReceiver.redirect(elsewhere.url()))) {
            assertThat(post(true, receiver.url())).isEqualTo(new Answer.Refused(307, Optional.empty()));
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void hearsTheWantedPause() {
        try (var receiver = new FakeReceiver(
                response -> response.status(429).header("retry-after", "7").send())) {
            assertThat(post(true, receiver.url()))
                    .isEqualTo(new Answer.Refused(429, Optional.of(Duration.ofSeconds(7))));
        }
    }

    @Test
    void waitsForNoAnswerAndNoBodyForEver() {
        try (var silent = new FakeReceiver(FakeReceiver.silence());
                var endless = new FakeReceiver(FakeReceiver.endless())) {
            assertThat(post(true, silent.url(), Duration.ofSeconds(2)))
                    .isEqualTo(new Answer.None("there was no answer in time"));
            assertThat(post(true, endless.url())).isEqualTo(new Answer.Accepted(200));
        }
    }

    @Test
    void countsWhatIsNoHttpAsNoAnswerAndTriesOnlyOnce() throws IOException {
        try (var server = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerNonsense(server));
            Answer answer = post(true, "http://127.0.0.1:" + server.getLocalPort() + "/");

            assertThat(answer).isInstanceOf(Answer.None.class);
        }
        assertThat(post(true, "http://127.0.0.1:1/")).isEqualTo(new Answer.None("the connection was refused"));
    }

    private static void answerNonsense(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("SSH-2.0-lies\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer post(boolean allowPrivate, String url) {
        return post(allowPrivate, url, Duration.ofMinutes(1));
    }

    private Answer post(boolean allowPrivate, String url, Duration timeout) {
        var receiver = new Receiver(webhookId, URI.create(url), seal.seal(webhookId, secret), Optional.empty());
        var settings = new WebhookSettings(1, 1, timeout, List.of(Duration.ofSeconds(1)), Duration.ofDays(5), 1);
        return new PostMessage(new Egress(allowPrivate), seal, settings)
                .post(receiver, delivery())
                .block(Duration.ofMinutes(2));
    }

    private Delivery delivery() {
        return new Delivery(
                webhookId,
                webhookId,
                webhookId,
                "job.failed",
                "{\"event\":\"job.failed\",\"data\":{\"name\":\"Grüße\"}}",
                Delivery.Status.PENDING,
                1,
                Optional.empty(),
                new Delivery.Last(Optional.empty(), Optional.empty(), Optional.empty()),
                Instant.EPOCH,
                Optional.empty());
    }
}
