package dev.mainnet.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class OriginTest {

    @Test
    void isWhereTheRequestComesFromWhateverItsHeadersSay() {
        assertThat(Origin.of(request()
                                .header("X-Forwarded-For", "6.6.6.6")
                                .header("Forwarded", "for=6.6.6.6")
                                .build())
                        .address())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void countsTheBlockOfAnIpv6Address() {
        Origin one = new Origin("curl", "2001:db8:0:1::1");

        assertThat(new Origin("curl", "2001:db8:0:1:ffff::2").network()).isEqualTo(one.network());
        assertThat(new Origin("curl", "2001:db8:0:2::1").network()).isNotEqualTo(one.network());
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
