package dev.mainnet.launcher.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on, below those that the system gives to outgoing connections. */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int SPAN = 10_000;

    private int last = LOWEST + ThreadLocalRandom.current().nextInt(SPAN);

    private FreePorts() {}

    /** A free port for everything that listens, as the variables that set them: for a platform beside another. */
    public static Map<String, String> ofAPlatform() {
        FreePorts ports = new FreePorts();
        Map<String, String> variables = new HashMap<>();
        for (Part part : Part.values()) {
            if (part.defaultPort() != 0) {
                variables.put(part.variable("PORT"), ports.next());
            }
            part.secondPortVariable().ifPresent(variable -> variables.put(variable, ports.next()));
        }
        variables.put(Settings.MAIL_PORT, ports.next());
        variables.put(Settings.MAIL_SMTP_PORT, ports.next());
        return variables;
    }

    private String next() {
        for (int tries = 0; tries < SPAN; tries++) {
            last = LOWEST + (last + 1 - LOWEST) % SPAN;
            if (PortCheck.isFree("0.0.0.0", last)) {
                return Integer.toString(last);
            }
        }
        throw new Refusal("No port from " + LOWEST + " to " + (LOWEST + SPAN) + " is free");
    }
}
