package dev.mainnet.gateway.request;

import dev.mainnet.defaults.request.RequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.logging.AccessLog;
import reactor.netty.http.server.logging.AccessLogArgProvider;

/**
 * One line for each answer, when its last byte is out: method, path, status, bytes, milliseconds, request id. Query strings, headers
 * and bodies may hold secrets and stay out.
 */
@Component
final class AccessLogLines implements NettyServerCustomizer {

    @Override
    public HttpServer apply(HttpServer server) {
        return server.accessLog(true, AccessLogLines::line);
    }

    private static @Nullable AccessLog line(AccessLogArgProvider request) {
        String path = path(request.uri());
        return path.startsWith("/actuator")
                ? null
                : AccessLog.create(
                        "{} {} {} {}B {}ms [{}]",
                        request.method(),
                        path,
                        request.status(),
                        request.contentLength(),
                        request.duration(),
                        request.responseHeader(RequestId.HEADER));
    }

    /** Without the query, and without anything that could forge a line. */
    static String path(@Nullable CharSequence uri) {
        String text = String.valueOf(uri);
        int query = text.indexOf('?');
        return (query < 0 ? text : text.substring(0, query)).replaceAll("[^\\x21-\\x7e]", "?");
    }
}
