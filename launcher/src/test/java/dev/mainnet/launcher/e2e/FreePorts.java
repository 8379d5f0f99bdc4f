package dev.mainnet.launcher.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on, below those the system gives to outgoing connections. */
final class FreePorts {
    private int last = 20_000 + ThreadLocalRandom.current().nextInt(10_000);

    String next() {
        do {
            last++;
        } while (!isFree(last));
        return Integer.toString(last);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
