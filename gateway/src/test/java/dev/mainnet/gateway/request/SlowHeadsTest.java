package dev.mainnet.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

class SlowHeadsTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.pipeline().addLast(NettyPipeline.HttpCodec, new HttpServerCodec());
        SlowHeads.watch(channel, Duration.ofSeconds(10));
    }

    @Test
    void closesAConnectionThatSaysNothing() {
        assertThat(isOpenAfter(9)).isTrue();
        assertThat(isOpenAfter(1)).isFalse();
    }

    @Test
    void closesAConnectionWhoseHeadersDribble() {
        channel.advanceTimeBy(9, TimeUnit.SECONDS);
        send("GET / HTTP/1.1\r\nX");
        assertThat(isOpenAfter(0)).isTrue();
        assertThat(isOpenAfter(1)).isFalse();
    }

    @Test
    void closesAConnectionWhoseSecondRequestDribbles() {
        send(REQUEST);
        assertThat(isOpenAfter(3_600)).isTrue();

        send("GET /");
        channel.advanceTimeBy(9, TimeUnit.SECONDS);
        send("x");
        assertThat(isOpenAfter(0)).isTrue();
        assertThat(isOpenAfter(1)).isFalse();
    }

    @Test
    void keepsAConnectionBetweenRequests() {
        for (int i = 0; i < 3; i++) {
            send(REQUEST);
            assertThat(isOpenAfter(3_600)).isTrue();
        }
    }

    @Test
    void isNotConcernedWithBodies() {
        send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
        assertThat(isOpenAfter(60)).isTrue();
        send("{");
        assertThat(isOpenAfter(60)).isTrue();
        send("}");
        assertThat(isOpenAfter(60)).isTrue();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        channel.releaseInbound();
    }

    private boolean isOpenAfter(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        return channel.isOpen();
    }
}
