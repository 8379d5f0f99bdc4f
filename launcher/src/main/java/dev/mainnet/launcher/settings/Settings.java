package dev.mainnet.launcher.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What the user has set by environment variables, checked, and the defaults of the rest. docs/running.md lists them all. */
public final class Settings {
    /** The variables that set the ports of the mail catcher. */
    public static final String MAIL_PORT = "MAINNET_MAIL_PORT";

    public static final String MAIL_SMTP_PORT = "MAINNET_MAIL_SMTP_PORT";

    private static final int HIGHEST_PORT = 65_535;
    private static final int SECOND_PORT_DISTANCE = 10_000;

    /** Hosts of an address that only this machine understands as itself. */
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, String> environment;
    private final Path checkout;

    /**
     * @param environment the environment variables
     * @param checkout the folder of the project, where the built jars lie
     */
    public Settings(Map<String, String> environment, Path checkout) {
        this.environment = Map.copyOf(environment);
        this.checkout = checkout.toAbsolutePath().normalize();
    }

    /** The settings of this process: its environment, and the checkout the start script names or the one around the working directory. */
    public static Settings ofThisProcess() {
        String named = System.getProperty("mainnet.checkout", "");
        return new Settings(System.getenv(), named.isEmpty() ? enclosingCheckout() : Path.of(named));
    }

    /** The checkout that encloses the working directory. */
    public static Path enclosingCheckout() {
        Path folder = Path.of("").toAbsolutePath();
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("mainnet")) && Files.isDirectory(at.resolve("launcher"))) {
                return at;
            }
        }
        throw new Refusal("No Mainnet checkout around " + folder);
    }

    /** Every variable as the user set it. */
    public Map<String, String> environment() {
        return environment;
    }

    /** The folder of the project. */
    public Path checkout() {
        return checkout;
    }

    /** Where everything is kept: {@code MAINNET_HOME}, by default {@code .mainnet} in the checkout. */
    public Home home() {
        return new Home(text("MAINNET_HOME")
                .map(Path::of)
                .orElse(checkout.resolve(".mainnet"))
                .toAbsolutePath()
                .normalize());
    }

    /** Where unpacked programs and their AOT caches lie: {@code MAINNET_CACHE}, by default {@code cache} in the home. */
    public Path cache() {
        return text("MAINNET_CACHE")
                .map(Path::of)
                .orElse(home().root().resolve("cache"))
                .toAbsolutePath()
                .normalize();
    }

    /** The port of a part, empty for one that listens on none. */
    public OptionalInt port(Part part) {
        if (part.defaultPort() == 0) {
            return OptionalInt.empty();
        }
        String variable = part.variable("PORT");
        return OptionalInt.of(
                text(variable).map(value -> portIn(variable, value)).orElse(part.defaultPort()));
    }

    /** The management port of a part (for Kafka its controller's): by default the port + 10000, or − 10000 where that is no port. */
    public OptionalInt secondPort(Part part) {
        return part.secondPortVariable()
                .map(variable -> OptionalInt.of(text(variable)
                        .map(value -> portIn(variable, value))
                        .orElseGet(() -> beside(port(part).orElseThrow()))))
                .orElse(OptionalInt.empty());
    }

    private static int beside(int port) {
        return port + SECOND_PORT_DISTANCE <= HIGHEST_PORT ? port + SECOND_PORT_DISTANCE : port - SECOND_PORT_DISTANCE;
    }

    /** Whether mails are caught here: nobody set {@code MAINNET_SMTP_HOST}. */
    public boolean catchesMail() {
        return text("MAINNET_SMTP_HOST").isEmpty();
    }

    /** Where caught mails are read over HTTP: {@code MAINNET_MAIL_PORT}, 8025. */
    public int mailPort() {
        return text(MAIL_PORT).map(value -> portIn(MAIL_PORT, value)).orElse(8025);
    }

    /** Where they are caught by SMTP: {@code MAINNET_MAIL_SMTP_PORT}, 1025. */
    public int mailSmtpPort() {
        return text(MAIL_SMTP_PORT).map(value -> portIn(MAIL_SMTP_PORT, value)).orElse(1025);
    }

    /** The address on which a part listens: {@code MAINNET_BIND_ADDRESS} (127.0.0.1); the gateway on {@code MAINNET_GATEWAY_BIND_ADDRESS} (all). */
    public String bindAddress(Part part) {
        return part == Part.GATEWAY
                ? text(Part.GATEWAY.variable("BIND_ADDRESS")).orElse("0.0.0.0")
                : text("MAINNET_BIND_ADDRESS").orElse("127.0.0.1");
    }

    /** The address at which this machine reaches a part. */
    public String reachableAddress(Part part) {
        String address = bindAddress(part);
        return address.equals("0.0.0.0") || address.equals("localhost") ? "127.0.0.1" : address;
    }

    /** The gateway's address in links: {@code MAINNET_PUBLIC_URL}, else where this machine reaches it. */
    public String publicUrl() {
        return text("MAINNET_PUBLIC_URL").orElseGet(() -> {
            String host = reachableAddress(Part.GATEWAY);
            return "http://" + (host.equals("127.0.0.1") ? "localhost" : host) + ":"
                    + port(Part.GATEWAY).orElseThrow();
        });
    }

    /**
     * Whether a test page stands in for Stripe where no key of it is set: as {@code MAINNET_LOCAL_CHECKOUT} says, else only while the
     * public URL is this machine. A platform that others find under its address must not give credits away because nobody thought of it.
     */
    public boolean playsPayments() {
        return text("MAINNET_LOCAL_CHECKOUT")
                .map(value -> Set.of("true", "yes", "on", "1").contains(value.toLowerCase(Locale.ROOT)))
                .orElseGet(() -> THIS_MACHINE.contains(hostOf(publicUrl())));
    }

    private static String hostOf(String url) {
        try {
            return Objects.requireNonNullElse(new URI(url).getHost(), "").toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** The largest heap of a part, for example {@code 128m}; of PostgreSQL the shared buffers, for example {@code 32MB}. */
    public String memory(Part part) {
        String variable = part.variable("MEMORY");
        String value = text(variable).orElse(part.defaultMemory());
        if (!value.matches("[1-9][0-9]{0,6}([kKmMgG][bB]?)")) {
            throw new Refusal(variable + " is \"" + value + "\": a size looks like 128m");
        }
        String size = value.toLowerCase(Locale.ROOT).replace("b", "");
        return part == Part.POSTGRES ? size.toUpperCase(Locale.ROOT).replace("K", "k") + "B" : size;
    }

    /**
     * More options of a part's JVM: {@code MAINNET_JAVA_OPTIONS} of all, then {@code MAINNET_<PART>_JAVA_OPTIONS}. On one machine a
     * quick start counts for more than the last bit of speed, so without a word the quick compiler alone is used.
     */
    public List<String> javaOptions(Part part) {
        String both = text("MAINNET_JAVA_OPTIONS").orElse("-XX:TieredStopAtLevel=1") + " "
                + text(part.variable("JAVA_OPTIONS")).orElse("");
        return Arrays.stream(both.trim().split("\\s+"))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /** Whether to make and use AOT caches: {@code MAINNET_AOT}, {@code background} (default), {@code use} or {@code off}. */
    public AotMode aot() {
        String value = text("MAINNET_AOT").orElse("background");
        return Arrays.stream(AotMode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new Refusal("MAINNET_AOT is \"" + value + "\": choose background, use or off"));
    }

    /** The parts to start: all but those in {@code MAINNET_EXCEPT} (labels with commas between), which the user runs himself. */
    public List<Part> parts() {
        List<String> except = Arrays.stream(text("MAINNET_EXCEPT").orElse("").split(","))
                .map(String::trim)
                .filter(label -> !label.isEmpty())
                .toList();
        for (String label : except) {
            if (Part.named(label).isEmpty()) {
                throw new Refusal("MAINNET_EXCEPT names \"" + label + "\", which is no part");
            }
        }
        return Arrays.stream(Part.values())
                .filter(part -> !except.contains(part.label()))
                .toList();
    }

    /** A whole number within bounds. */
    public int number(String variable, int lowest, int highest, int otherwise) {
        return text(variable)
                .map(value -> numberIn(variable, value, lowest, highest))
                .orElse(otherwise);
    }

    /** A variable's value; an empty one counts as unset. */
    public Optional<String> text(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::trim).filter(value -> !value.isEmpty());
    }

    private static int portIn(String variable, String value) {
        return numberIn(variable, value, 1, HIGHEST_PORT);
    }

    private static int numberIn(String variable, String value, int lowest, int highest) {
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        }
        throw new Refusal(
                variable + " is \"" + value + "\": it takes a whole number from " + lowest + " to " + highest);
    }
}
