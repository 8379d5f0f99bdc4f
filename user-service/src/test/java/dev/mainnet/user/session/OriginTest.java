package dev.mainnet.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class OriginTest {

    @Test
    void believesTheNearestProxyAlone() {
        assertThat(Origin.of(request()
                                .header("X-Forwarded-For", "6.6.6.6, 203.0.113.9")
                                .build())
                        .address())
                .isEqualTo("203.0.113.9");
    }

    @Test
    void takesThePeerWhereNoAddressWasForwarded() {
        assertThat(Origin.of(request().build()).address()).isEqualTo("127.0.0.1");
        assertThat(Origin.of(request().header("X-Forwarded-For", "<script>").build())
                        .address())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void cleansAndBoundsTheNameOfTheDevice() {
        assertThat(Origin.of(request().header("User-Agent", "a\tb").build()).device())
                .isEqualTo("a b");
        assertThat(Origin.of(request().header("User-Agent", "x".repeat(999)).build())
                        .device())
                .hasSize(200);
        assertThat(Origin.of(request().build()).device()).isEqualTo("unknown");
    }

    private static MockServerHttpRequest.BaseBuilder<?> request() {
        return MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    }
}
