package dev.mainnet.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;

class ClientAddressesTest {

    @Test
    void believesNobodyByDefault() {
        assertThat(address(List.of(), "10.0.0.1", "1.2.3.4")).isEqualTo("10.0.0.1");
    }

    @Test
    void believesATrustedProxy() {
        assertThat(address(List.of("10.0.0.0/8"), "10.0.0.1", "1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(address(List.of("10.0.0.0/8"), "11.0.0.1", "1.2.3.4")).isEqualTo("11.0.0.1");
    }

    @Test
    void takesTheNearestAddressThatIsNoProxy() {
        assertThat(address(List.of("10.0.0.0/8"), "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2"))
                .isEqualTo("1.2.3.4");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(address(List.of("10.0.0.0/8"), "10.0.0.1", "1.2.3.4, unknown, 10.0.0.2"))
                .isEqualTo("10.0.0.2");
    }

    private static String address(List<String> trusted, String peer, String forwardedFor) {
        var properties = new RequestProperties(
                trusted,
                List.of("*"),
                DataSize.ofKilobytes(8),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1);
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(peer, 1))
                .header("X-Forwarded-For", forwardedFor));
        return new ClientAddresses(properties).of(exchange).getHostAddress();
    }
}
