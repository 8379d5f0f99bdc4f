package dev.mainnet.job.webhook;

import dev.mainnet.defaults.egress.Egress;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Makes one attempt: a POST with the headers of Standard Webhooks (standardwebhooks.com). Only the status counts; what follows it is
 * looked at for a moment, so that an honest receiver can finish its answer, and thrown away.
 */
@Component
class PostMessage {

    private static final int MOST_OF_AN_ANSWER = 64 * 1024;
    private static final Duration REST_OF_AN_ANSWER = Duration.ofSeconds(1);

    private final HttpClient client;
    private final SecretSeal seal;
    private final WebhookSettings settings;

    PostMessage(Egress egress, SecretSeal seal, WebhookSettings settings) {
        // A connection for each attempt: few receivers are told something twice within a minute. Reactor Netty's own
        // second try would be
        // an attempt that nobody counts.
        this.client = egress.client(ConnectionProvider.newConnection())
                .disableRetry(true)
                .headers(headers ->
                        headers.set("content-type", "application/json").set("user-agent", "Mainnet-Webhooks/1"));
        this.seal = seal;
        this.settings = settings;
    }

    /** What came of it; an error only where the secret cannot be opened. */
    Mono<Answer> post(Receiver receiver, Delivery delivery) {
        return Mono.fromSupplier(() -> headers(receiver, delivery))
                .flatMap(signed -> post(receiver.url(), signed, delivery.payload())
                        .timeout(settings.timeout())
                        .onErrorResume(e -> Mono.just(new Answer.None(Misfortune.of(e)))));
    }

    private record Signed(String id, String timestamp, String signature) {
        void putInto(HttpHeaders headers) {
            headers.set("webhook-id", id).set("webhook-timestamp", timestamp).set("webhook-signature", signature);
        }
    }

    private Signed headers(Receiver receiver, Delivery delivery) {
        String id = delivery.messageId().toString();
        Instant now = Instant.now();
        String signature = seal.open(receiver.id(), receiver.secret()).sign(id, now, delivery.payload());
        String signedBefore = receiver.formerSecret()
                .map(former -> " " + seal.open(receiver.id(), former).sign(id, now, delivery.payload()))
                .orElse("");
        return new Signed(id, Long.toString(now.getEpochSecond()), signature + signedBefore);
    }

    private Mono<Answer> post(URI url, Signed signed, String body) {
        return client.headers(signed::putInto)
                .post()
                .uri(url)
                .send(ByteBufFlux.fromString(Mono.just(body)))
                .response((response, content) -> drain(content).thenReturn(answer(response)))
                .next();
    }

    private static Mono<Void> drain(ByteBufFlux content) {
        return content.map(ByteBuf::readableBytes)
                .scan(Integer::sum)
                .takeUntil(bytes -> bytes > MOST_OF_AN_ANSWER)
                .then()
                .timeout(REST_OF_AN_ANSWER)
                .onErrorComplete();
    }

    private static Answer answer(HttpClientResponse response) {
        int status = response.status().code();
        return status >= 200 && status < 300
                ? new Answer.Accepted(status)
                : new Answer.Refused(
                        status, retryAfter(response.responseHeaders().get("retry-after")));
    }

    /** Seconds, or a date (RFC 9110, 10.2.3); what is neither asks for nothing. */
    private static Optional<Duration> retryAfter(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        }
        try {
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
            return Optional.of(Duration.between(Instant.now(), date));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
