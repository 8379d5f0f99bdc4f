package dev.mainnet.launcher.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out before anything starts whether every port the platform needs is free. */
public final class PortCheck {

    private static final String LOOPBACK = "127.0.0.1";

    private PortCheck() {}

    /**
     * Checks every port.
     *
     * @throws Refusal naming each port that is taken or wanted twice, and the variable that changes it
     */
    public static void refuseTakenPorts(Settings settings) {
        List<String> problems = new ArrayList<>();
        Map<Integer, String> wanted = new HashMap<>();
        for (Part part : settings.parts()) {
            String address = settings.bindAddress(part);
            settings.port(part)
                    .ifPresent(port -> check(address, part.label(), part.variable("PORT"), port, wanted, problems));
            settings.secondPort(part)
                    .ifPresent(port -> check(
                            address, part.label(), part.secondPortVariable().orElseThrow(), port, wanted, problems));
        }
        if (settings.catchesMail()) {
            check(LOOPBACK, "mail", Settings.MAIL_PORT, settings.mailPort(), wanted, problems);
            check(LOOPBACK, "mail", Settings.MAIL_SMTP_PORT, settings.mailSmtpPort(), wanted, problems);
        }
        if (!problems.isEmpty()) {
            throw new Refusal(String.join(System.lineSeparator(), problems));
        }
    }

    private static void check(
            String address,
            String label,
            String variable,
            int port,
            Map<Integer, String> wanted,
            List<String> problems) {
        String other = wanted.putIfAbsent(port, variable);
        if (other != null) {
            problems.add("Port " + port + " is wanted by both " + other + " and " + variable + ".");
        } else if (!isFree(address, port)) {
            problems.add("Port " + port + " (" + label + ") is taken by another program. Choose another with "
                    + variable + "=<port>, or stop that program.");
        }
    }

    /** Whether one could listen there now. */
    static boolean isFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
