package dev.mainnet.launcher.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on, below those that the system gives to outgoing connections. */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int SPAN = 10_000;

    private int last = LOWEST + ThreadLocalRandom.current().nextInt(SPAN);

    /** A port that no other call has been given. */
    public String next() {
        for (int tries = 0; tries < SPAN; tries++) {
            last = LOWEST + (last + 1 - LOWEST) % SPAN;
            if (isFree(last)) {
                return Integer.toString(last);
            }
        }
        throw new Refusal("No port from " + LOWEST + " to " + (LOWEST + SPAN) + " is free");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
