package dev.mainnet.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.gateway.GatewayTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@GatewayTest
class ConnectionBoundsTest {

    @LocalServerPort
    int port;

    @Test
    void closesAConnectionWhoseHeadersDribble() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("GET / HTTP/1.1\r\n");
            Instant start = Instant.now();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> isClosedOn(connection));
            assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(800));
        }
    }

    @Test
    void closesAConnectionThatSaysNothing() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection.untilClosed()).isEmpty();
        }
    }

    @Test
    void closesAnIdleConnection() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").untilClosed())
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void keepsAConnectionBetweenRequests() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            Awaitility.await().pollDelay(Duration.ofMillis(1500)).until(() -> true);
            connection.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(connection.untilClosed().split("HTTP/1.1 200")).hasSize(3);
        }
    }

    private static boolean isClosedOn(RawConnection connection) {
        try {
            connection.send("X");
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
