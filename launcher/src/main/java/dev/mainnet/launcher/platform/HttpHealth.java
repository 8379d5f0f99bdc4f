package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.supervision.Program;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a part's health address; ready is what answers 200. */
record HttpHealth(String address) implements Program.Readiness {
    private static final int CONNECT_MILLIS = 500;
    private static final int READ_MILLIS = 3_000;

    @Override
    public boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setUseCaches(false);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
