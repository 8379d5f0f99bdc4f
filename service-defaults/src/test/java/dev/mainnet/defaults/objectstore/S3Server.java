package dev.mainnet.defaults.objectstore;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A server that speaks S3 and checks signatures, in a process of its own, on a new directory. */
final class S3Server implements AutoCloseable {

    static final String ACCESS_KEY = "local";
    static final String SECRET_KEY = "the secret of the test";

    private final Process process;
    private final Path directory;
    private final int port;

    S3Server() throws IOException {
        directory = Files.createTempDirectory("s3");
        port = freePort();
        Files.createDirectories(directory.resolve("files/bucket"));
        Path settings = Files.writeString(directory.resolve("s3proxy.conf"), """
                        s3proxy.authorization=aws-v2-or-v4
                        s3proxy.endpoint=%s
                        s3proxy.identity=%s
                        s3proxy.credential=%s
                        jclouds.provider=filesystem-nio2
                        jclouds.identity=none
                        jclouds.credential=none
                        jclouds.filesystem.basedir=%s
                        """.formatted(
                        endpoint(), ACCESS_KEY, SECRET_KEY, directory.resolve("files")));
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-jar",
                        Path.of("target", "s3proxy", "s3proxy.jar").toString(),
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/s3proxy/s3proxy.log"))
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(this::answers);
    }

    String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    Path files() {
        return directory.resolve("files/bucket");
    }

    private boolean answers() {
        try {
            var connection = (HttpURLConnection) URI.create(endpoint()).toURL().openConnection();
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
