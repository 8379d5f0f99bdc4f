package dev.mainnet.gateway.request;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Closes a connection whose request line and headers take too long to arrive: from its opening, then from the first byte of each
 * request. The server's own timeouts do not: each single byte of a slow client counts as life. Needs to see a connection's bytes
 * before the HTTP decoder and its requests after it; both handlers run on the channel's one thread.
 */
final class SlowHeads {

    private final Channel channel;
    private final Duration limit;
    private boolean insideRequest;
    private @Nullable Future<?> deadline;

    private SlowHeads(Channel channel, Duration limit) {
        this.channel = channel;
        this.limit = limit;
    }

    static void watch(Channel channel, Duration limit) {
        if (channel.pipeline().get(NettyPipeline.HttpCodec) == null) {
            return;
        }
        SlowHeads heads = new SlowHeads(channel, limit);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "mainnet.head-bytes", heads.new Bytes())
                .addAfter(NettyPipeline.HttpCodec, "mainnet.heads", heads.new Requests());
        heads.awaited();
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (!insideRequest) {
                awaited();
            }
            context.fireChannelRead(bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            arrived();
            context.fireChannelInactive();
        }
    }

    private final class Requests extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                insideRequest = true;
                arrived();
            }
            if (message instanceof LastHttpContent) {
                insideRequest = false;
            }
            context.fireChannelRead(message);
        }
    }

    private void awaited() {
        if (deadline == null) {
            deadline = channel.eventLoop().schedule(this::close, limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void arrived() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void close() {
        var _ = channel.close();
    }
}
