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
 * Closes a connection whose request line and headers take too long to arrive. The server's own timeouts do not: each single byte of a
 * slow client counts as life. Needs to see a connection's bytes before the HTTP decoder and its requests after it; both handlers run on the
 * channel's one thread.
 */
final class SlowHeads {

    private final Duration limit;
    private boolean insideRequest;
    private @Nullable Future<?> deadline;

    private SlowHeads(Duration limit) {
        this.limit = limit;
    }

    static void watch(Channel channel, Duration limit) {
        if (channel.pipeline().get(NettyPipeline.HttpCodec) == null) {
            return;
        }
        SlowHeads heads = new SlowHeads(limit);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, "mainnet.head-bytes", heads.new Bytes())
                .addAfter(NettyPipeline.HttpCodec, "mainnet.heads", heads.new Requests());
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (!insideRequest && deadline == null) {
                deadline = context.executor().schedule(() -> close(context), limit.toMillis(), TimeUnit.MILLISECONDS);
            }
            context.fireChannelRead(bytes);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            reached();
            context.fireChannelInactive();
        }
    }

    private final class Requests extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                insideRequest = true;
                reached();
            }
            if (message instanceof LastHttpContent) {
                insideRequest = false;
            }
            context.fireChannelRead(message);
        }
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private void reached() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
