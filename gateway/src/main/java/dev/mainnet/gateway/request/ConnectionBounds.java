package dev.mainnet.gateway.request;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServer;

/** Closes connections that idle, dribble or are too many. */
@Component
final class ConnectionBounds implements NettyServerCustomizer {

    private final RequestProperties properties;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionBounds(RequestProperties properties) {
        this.properties = properties;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.idleTimeout(properties.idleTimeout())
                .readTimeout(properties.bodyReadTimeout())
                .requestTimeout(properties.bodyTimeout())
                .doOnChannelInit((observer, channel, remote) -> SlowHeads.watch(channel, properties.headTimeout()))
                .doOnConnection(this::count);
    }

    private void count(Connection connection) {
        if (open.incrementAndGet() > properties.maxConnections()) {
            connection.dispose();
        }
        connection.onDispose(open::decrementAndGet);
    }
}
