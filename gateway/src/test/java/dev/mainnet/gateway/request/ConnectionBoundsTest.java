package dev.mainnet.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.gateway.ImpatientGatewayTest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ImpatientGatewayTest
class ConnectionBoundsTest {

    @LocalServerPort
    int port;

    @Test
    void closesAConnectionWhoseHeadersDribble() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("GET / HTTP/1.1\r\n");
            await().pollInterval(Duration.ofMillis(200)).until(() -> isClosedOn(connection));
        }
    }

    @Test
    void closesAnIdleConnection() throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").untilClosed())
                    .startsWith("HTTP/1.1 200");
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
