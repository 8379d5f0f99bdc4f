package dev.mainnet.worker.platform;

import dev.mainnet.worker.platform.PlatformException.LeaseLost;
import dev.mainnet.worker.platform.PlatformException.RequestRefused;
import dev.mainnet.worker.platform.PlatformException.TokenRefused;
import dev.mainnet.worker.platform.PlatformException.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Requests to the gateway, each answered with its content or a {@link PlatformException}. */
final class Http {

    private static final int LONGEST_MESSAGE = 500;

    private final URI gateway;
    private final JsonMapper json;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Http(URI gateway, JsonMapper json) {
        this.gateway = gateway;
        this.json = json;
    }

    /** A request to a path of the gateway that waits so long for the head of its answer. */
    HttpRequest.Builder request(String path, String token, Duration patience) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(patience)
                .header("Accept", "*/*")
                .header("Authorization", "Bearer " + token);
    }

    /** Sends it; a body of an answer that is no success is read as an error. */
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> success) throws InterruptedException {
        try {
            HttpResponse<T> response = client.send(request, refusingErrors(success));
            if (response.statusCode() >= 300) {
                throw refusal(response.statusCode(), "");
            }
            return response;
        } catch (IOException e) {
            if (e.getCause() instanceof ErrorAnswer error) {
                throw refusal(error.status, message(error.body));
            }
            throw new Unavailable("No answer from " + gateway + ": " + e);
        }
    }

    /** Errors are read to a bounded text, whatever the content was to become. */
    private static <T> BodyHandler<T> refusingErrors(BodyHandler<T> success) {
        return head -> {
            if (head.statusCode() < 300) {
                return success.apply(head);
            }
            return BodySubscribers.mapping(BodyHandlers.ofByteArray().apply(head), bytes -> {
                throw new ErrorAnswer(
                        head.statusCode(),
                        new String(bytes, 0, Math.min(bytes.length, 10_000), StandardCharsets.UTF_8));
            });
        };
    }

    private String message(String body) {
        String message;
        try {
            message = json.readTree(body).path("message").asString(body);
        } catch (JacksonException e) {
            message = body;
        }
        return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    }

    private static PlatformException refusal(int status, String message) {
        return switch (status) {
            case 401, 403 -> new TokenRefused(message);
            case 409 -> new LeaseLost(message);
            case 408, 425, 429 -> new Unavailable(status + " " + message);
            default ->
                status >= 500 ? new Unavailable(status + " " + message) : new RequestRefused(status + " " + message);
        };
    }

    private static final class ErrorAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String body;

        ErrorAnswer(int status, String body) {
            this.status = status;
            this.body = body;
        }
    }
}
