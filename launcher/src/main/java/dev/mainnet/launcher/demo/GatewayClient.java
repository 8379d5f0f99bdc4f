package dev.mainnet.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Calls the platform as anybody outside does: over HTTP, through the gateway. */
public final class GatewayClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A client of the gateway at an address like {@code http://localhost:4000}. */
    public GatewayClient(String address) {
        this.address = address;
    }

    /** The gateway's address. */
    public String address() {
        return address;
    }

    /** Calls with a JSON body; an empty one sends none. */
    public Answer json(String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = request(path, headers);
        if (body.isEmpty()) {
            return send(request.method(method, BodyPublishers.noBody()));
        }
        return send(request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    /** Posts a form with a file. */
    public Answer upload(String path, Map<String, String> headers, Form form) {
        BodyPublisher body = form.body();
        return send(request(path, headers)
                .header("Content-Type", form.contentType())
                .POST(body));
    }

    /** Opens a stream of lines, as of server-sent events; the caller closes it. */
    public Stream<String> lines(String path, Map<String, String> headers) {
        return lines(path, request(path, headers).GET().build());
    }

    /** Opens the stream of lines that a request with a JSON body is answered by; the caller closes it. */
    public Stream<String> lines(String path, Map<String, String> headers, String body) {
        return lines(
                path,
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    private Stream<String> lines(String path, HttpRequest request) {
        try {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new IOException(request.method() + " " + path + " was answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UnreachableGatewayException(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableGatewayException(address, e);
        }
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UnreachableGatewayException(address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableGatewayException(address, e);
        }
    }
}
