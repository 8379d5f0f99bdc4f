package dev.mainnet.gateway.request;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Closes connections that dribble or are too many; {@code server.netty.idle-timeout} closes those that idle between requests. */
@Component
final class ConnectionBounds implements NettyServerCustomizer {

    private final RequestProperties properties;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionBounds(RequestProperties properties) {
        this.properties = properties;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.readTimeout(properties.bodyReadTimeout())
                .requestTimeout(properties.bodyTimeout())
                .doOnChannelInit((observer, channel, remote) -> {
                    count(channel);
                    SlowHeads.watch(channel, properties.headTimeout());
                });
    }

    void count(Channel channel) {
        var _ = channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > properties.maxConnections()) {
            var _ = channel.close();
        }
    }
}
