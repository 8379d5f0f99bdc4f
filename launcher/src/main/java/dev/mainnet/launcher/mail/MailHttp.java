package dev.mainnet.launcher.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The caught mails over HTTP: a page to read and the calls that Mailpit's clients make. */
final class MailHttp implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_BYTES = 64 * 1024;
    private static final int THREADS = 4;
    private static final String OWN_STYLE =
            "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'none'";
    private static final String OF_A_MAIL =
            "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private final CaughtMails mails;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("mail-http-", 0).factory());

    /** An answer to be. */
    private record Reply(int status, String type, byte[] body, String policy) {

        static Reply of(int status, String type, String body) {
            return new Reply(status, type, body.getBytes(StandardCharsets.UTF_8), OWN_STYLE);
        }

        static Reply json(Object value) {
            return of(200, "application/json", JSON.writeValueAsString(value));
        }

        static Reply html(String page) {
            return of(200, "text/html; charset=utf-8", page);
        }

        static Reply notFound() {
            return of(404, "text/plain; charset=utf-8", "Not found");
        }

        Reply under(String other) {
            return new Reply(status, type, body, other);
        }
    }

    MailHttp(CaughtMails mails, int port) throws IOException {
        this.mails = mails;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = isLocal(exchange) ? reply(exchange) : Reply.notFound();
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.getResponseHeaders().set("Content-Security-Policy", reply.policy());
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            boolean empty =
                    reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
            if (!empty) {
                exchange.getResponseBody().write(reply.body());
            }
        }
    }

    /** A page of a stranger whose name was made to mean this machine (DNS rebinding) reads nothing. */
    private static boolean isLocal(HttpExchange exchange) {
        String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                .orElse("localhost")
                .replaceAll(":[0-9]+$", "");
        return Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> get(path, query);
            case "DELETE" -> path.equals("/api/v1/messages") ? delete(exchange) : Reply.notFound();
            default -> Reply.of(405, "text/plain; charset=utf-8", "Method not allowed");
        };
    }

    private Reply get(String path, Map<String, String> query) {
        int start = number(query, "start", 0, CaughtMails.MOST);
        int limit = number(query, "limit", 50, CaughtMails.MOST);
        return switch (path) {
            case "/" -> Reply.html(MailPages.list(mails.all()));
            case "/api/v1/info" ->
                Reply.json(Map.of("Version", "mainnet", "Messages", mails.all().size()));
            case "/api/v1/messages" -> {
                List<CaughtMail> all = mails.all();
                yield Reply.json(MailpitAnswers.page(all, all, start, limit));
            }
            case "/api/v1/search" -> {
                List<CaughtMail> found = mails.matching(MailSearch.of(query.getOrDefault("query", "")));
                yield Reply.json(MailpitAnswers.page(mails.all(), found, start, limit));
            }
            default -> single(path);
        };
    }

    private Reply single(String path) {
        if (path.startsWith("/api/v1/message/")) {
            return named(path, "/api/v1/message/")
                    .map(mail -> Reply.json(MailpitAnswers.message(mail)))
                    .orElseGet(Reply::notFound);
        }
        if (path.startsWith("/mail/")) {
            return named(path, "/mail/")
                    .map(mail -> Reply.html(MailPages.single(mail)))
                    .orElseGet(Reply::notFound);
        }
        if (path.startsWith("/view/") && path.endsWith(".html")) {
            return named(path.substring(0, path.length() - ".html".length()), "/view/")
                    .map(mail -> Reply.html(mail.html()).under(OF_A_MAIL))
                    .orElseGet(Reply::notFound);
        }
        if (path.startsWith("/view/") && path.endsWith(".txt")) {
            return named(path.substring(0, path.length() - ".txt".length()), "/view/")
                    .map(mail -> Reply.of(200, "text/plain; charset=utf-8", mail.text()))
                    .orElseGet(Reply::notFound);
        }
        return Reply.notFound();
    }

    private Optional<CaughtMail> named(String path, String prefix) {
        return mails.named(path.substring(prefix.length()));
    }

    /** All mails, or those whose ids the body {@code {"IDs": […]}} names. */
    private Reply delete(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
        Set<String> ids = new HashSet<>();
        if (body.length > 0) {
            try {
                JSON.readTree(body).path("IDs").forEach(id -> ids.add(id.asString()));
            } catch (JacksonException e) {
                return Reply.of(400, "text/plain; charset=utf-8", "No JSON");
            }
        }
        mails.delete(ids);
        return Reply.of(200, "text/plain; charset=utf-8", "ok");
    }

    private static int number(Map<String, String> query, String name, int otherwise, int most) {
        String value = query.getOrDefault(name, "");
        return value.matches("[0-9]{1,6}") ? Math.min(Integer.parseInt(value), most) : otherwise;
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
