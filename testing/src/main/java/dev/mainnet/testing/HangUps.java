package dev.mainnet.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Callers who post a request and close the connection in the middle: every other one at the first byte of the answer, the rest at any
 * moment up to twice the time that the last such byte took to come. They use sockets: what an HTTP client does with a call that it gives
 * up is its own affair.
 */
public final class HangUps {

    private static final int AT_ONCE = 20;
    private static final int SEED = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final byte[] request;
    private final Random random = new Random(SEED);
    private final AtomicLong nanosToFirstByte = new AtomicLong();

    public HangUps(int port, String path, Map<String, String> headers, String body) {
        this.port = port;
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        request = (head + "Content-Length: " + bytes.length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    /** Makes that many calls and returns when all have hung up. */
    public void make(int calls) {
        Flux.range(0, calls)
                .flatMap(
                        call -> Mono.<Void>fromCallable(() -> call % 2 == 0 ? hangUpAtFirstByte() : hangUpAnyTime())
                                .subscribeOn(Schedulers.boundedElastic()),
                        AT_ONCE)
                .blockLast();
    }

    private Void hangUpAtFirstByte() throws IOException {
        long start = System.nanoTime();
        try (Socket socket = call()) {
            if (socket.getInputStream().read() < 0) {
                throw new IOException("The connection was closed without an answer");
            }
            nanosToFirstByte.set(System.nanoTime() - start);
        }
        return null;
    }

    private Void hangUpAnyTime() throws IOException, InterruptedException {
        try (Socket socket = call()) {
            Thread.sleep(Duration.ofNanos(random.nextLong(2 * nanosToFirstByte.get() + 1)));
        }
        return null;
    }

    private Socket call() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write(request);
        return socket;
    }
}
