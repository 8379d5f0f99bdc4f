package dev.mainnet.billing;

import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Stripe as far as we know it: opens one session for an idempotency key, fails on demand, and signs with the newer of two secrets. */
@TestConfiguration
public class FakeStripe {

    public static final String KEY = "sk_test_abc123";
    public static final String SECRET = "whsec_new";
    public static final String OLD_SECRET = "whsec_old";

    /** The sessions of the examples. */
    public static final String EXAMPLE = "cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u";

    public static final String PAGELESS = "cs_test_a1kDHnOOEHkruE96iyirU7x7UdizmBMn6yopd7tfRJUULoZ0401cbKB05S";

    private static final List<Request> REQUESTS = new CopyOnWriteArrayList<>();
    private static final Map<String, String> SESSIONS = new ConcurrentHashMap<>();
    private static final HttpServer SERVER = start();

    /** What Stripe's library sent. */
    public record Request(String authorization, String idempotencyKey, Map<String, String> form) {}

    @Bean
    DynamicPropertyRegistrar stripe() {
        return registry -> {
            registry.add("mainnet.stripe.secret-key", () -> KEY);
            registry.add("mainnet.stripe.webhook-secret", () -> OLD_SECRET + ", " + SECRET);
            registry.add(
                    "mainnet.stripe.api-base",
                    () -> "http://localhost:" + SERVER.getAddress().getPort());
            registry.add("mainnet.stripe.connect-timeout", () -> "10s");
            registry.add("mainnet.stripe.read-timeout", () -> "10s");
            registry.add("mainnet.stripe.retries", () -> "0");
            registry.add("mainnet.payment.public-url", () -> "https://mainnet.example/");
        };
    }

    /** The requests that were made for a user. */
    public static List<Request> requestsOf(UUID user) {
        return REQUESTS.stream()
                .filter(request -> user.toString().equals(request.form().get("metadata[userId]")))
                .toList();
    }

    /** The header with which Stripe would send the body now. */
    public static String sign(String body) {
        return sign(body, SECRET, Duration.ZERO);
    }

    public static String sign(String body, String secret, Duration ago) {
        try {
            return Webhook.Signature.generateSignatureHeader(
                    body, secret, Instant.now().minus(ago).getEpochSecond());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/v1/checkout/sessions", FakeStripe::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Amounts of 666, 667 and 668 cents are refused, never answered, and answered with something else; those of 669 and of 671 to 673
     * with one example, without and with a page to pay on, as a mock made from Stripe's description does.
     */
    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = form(body);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        REQUESTS.add(new Request(exchange.getRequestHeaders().getFirst("Authorization"), key, form));
        switch (String.valueOf(form.get("line_items[0][price_data][unit_amount]"))) {
            case "666" ->
                send(exchange, 401, "{\"error\": {\"message\": \"Invalid API Key: sk_test_abc123\", \"type\": \"x\"}}");
            // Never answers; the server's end closes it.
            case "667" -> {}
            case "668" -> send(exchange, 200, "{\"object\": \"checkout.session\"}");
            case "669" ->
                send(
                        exchange,
                        200,
                        "{\"id\": \"%s\", \"object\": \"checkout.session\", \"url\": null}".formatted(PAGELESS));
            case "671", "672", "673" ->
                send(
                        exchange,
                        200,
                        "{\"id\": \"%s\", \"object\": \"checkout.session\", \"url\": \"https://checkout.stripe.com/c/pay/x\"}"
                                .formatted(EXAMPLE));
            default -> {
                String id = SESSIONS.computeIfAbsent(key, any -> "cs_test_" + UUID.randomUUID());
                send(
                        exchange,
                        200,
                        "{\"id\": \"%s\", \"object\": \"checkout.session\", \"url\": \"https://checkout.stripe.com/c/pay/%s\"}"
                                .formatted(id, id));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
