package dev.mainnet.gateway.limit;

import dev.mainnet.gateway.request.RawConnection;
import java.io.IOException;

/** Conversations whose last byte is not sent yet. */
final class SlowBodies {

    static final int LENGTH = 200_000;

    private SlowBodies() {}

    static RawConnection begin(int port, String authorization) throws IOException {
        return new RawConnection(port)
                .send(
                        "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: "
                                + authorization + "\r\nContent-Length: " + LENGTH + "\r\n\r\n"
                                + conversation(LENGTH).substring(0, LENGTH - 1));
    }

    static String conversation(int length) {
        return "{\"model\":\"" + "x".repeat(length - 12) + "\"}";
    }
}
