package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.postgres.PostgresDatabases;
import dev.mainnet.launcher.secrets.Secrets;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment of each part: the settings it may know and no others. A secret reaches only the parts that need it; the runner and the
 * worker, which run strangers' models, get nothing that is not theirs.
 */
final class Environments {
    /** Variables that every process gets as they are. */
    static final List<String> FROM_THE_SYSTEM = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private static final Set<Part> WITH_DATABASE =
            EnumSet.of(Part.USER_SERVICE, Part.MODEL_SERVICE, Part.BILLING_SERVICE, Part.JOB_SERVICE);

    /** Parts that get only variables that begin with their own name. */
    private static final Set<Part> CLOSED =
            EnumSet.of(Part.POSTGRES, Part.KAFKA, Part.DISCOVERY, Part.RUNNER, Part.WORKER);

    /**
     * Variables, by how they begin, that only some parts get. The ports of the mail catcher are the launcher's alone: user-service would
     * take them for those of a mail server.
     */
    private static final Map<String, Set<Part>> RESTRICTED = Map.ofEntries(
            Map.entry("MAINNET_POSTGRES_", WITH_DATABASE),
            Map.entry("MAINNET_ENCRYPTION_KEY", EnumSet.of(Part.USER_SERVICE, Part.MODEL_SERVICE, Part.JOB_SERVICE)),
            Map.entry("MAINNET_WORKER_ENROLLMENT_TOKEN", EnumSet.of(Part.JOB_SERVICE, Part.WORKER)),
            Map.entry("MAINNET_GATEWAY_SIGNING_KEY", EnumSet.of(Part.GATEWAY)),
            Map.entry("MAINNET_S3_", EnumSet.of(Part.MODEL_SERVICE, Part.JOB_SERVICE)),
            Map.entry("MAINNET_BEDROCK_", EnumSet.of(Part.MODEL_SERVICE)),
            Map.entry("MAINNET_PLATFORM_MODELS", EnumSet.of(Part.MODEL_SERVICE)),
            Map.entry("MAINNET_STRIPE_", EnumSet.of(Part.BILLING_SERVICE)),
            Map.entry("MAINNET_LOCAL_CHECKOUT", EnumSet.of(Part.BILLING_SERVICE)),
            Map.entry("MAINNET_SMTP_", EnumSet.of(Part.USER_SERVICE)),
            Map.entry("MAINNET_REDIS_URL", EnumSet.of(Part.GATEWAY)),
            Map.entry(Settings.MAIL_PORT, EnumSet.noneOf(Part.class)),
            Map.entry(Settings.MAIL_SMTP_PORT, EnumSet.noneOf(Part.class)));

    private final Settings settings;
    private final Map<String, String> defaults;
    private final Map<String, String> embedded;

    Environments(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.defaults = defaults(settings, secrets);
        this.embedded = embedded(settings, secrets);
    }

    Map<String, String> of(Part part) {
        Map<String, String> environment = new HashMap<>();
        for (String name : FROM_THE_SYSTEM) {
            settings.text(name).ifPresent(value -> environment.put(name, value));
        }
        environment.put("JAVA_HOME", System.getProperty("java.home", ""));
        // The C library otherwise keeps a heap per thread.
        environment.put("MALLOC_ARENA_MAX", "2");
        add(part, defaults, environment);
        add(part, settings.environment(), environment);
        add(part, embedded, environment);
        environment.putAll(own(part));
        return environment;
    }

    private void add(Part part, Map<String, String> variables, Map<String, String> environment) {
        variables.forEach((name, value) -> {
            if (name.startsWith("MAINNET_") && mayKnow(part, name)) {
                environment.put(name, value);
            }
        });
    }

    private static boolean mayKnow(Part part, String name) {
        for (Map.Entry<String, Set<Part>> rule : RESTRICTED.entrySet()) {
            if (name.startsWith(rule.getKey())) {
                return rule.getValue().contains(part);
            }
        }
        return !CLOSED.contains(part)
                || name.startsWith(part.variable(""))
                || (part == Part.WORKER && name.equals("MAINNET_GATEWAY_URL"));
    }

    /** Ports and addresses as they were checked, whatever form they were given in. */
    private Map<String, String> own(Part part) {
        Map<String, String> own = new HashMap<>();
        own.put("MAINNET_BIND_ADDRESS", settings.text("MAINNET_BIND_ADDRESS").orElse("127.0.0.1"));
        if (part == Part.GATEWAY) {
            own.put(part.variable("BIND_ADDRESS"), settings.bindAddress(part));
        }
        settings.port(part).ifPresent(port -> own.put(part.variable("PORT"), Integer.toString(port)));
        settings.secondPort(part)
                .ifPresent(port -> own.put(part.secondPortVariable().orElseThrow(), Integer.toString(port)));
        return own;
    }

    /** What the user may set differently. */
    private static Map<String, String> defaults(Settings settings, Secrets secrets) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("MAINNET_RUNNER_URLS", url(settings, Part.RUNNER));
        defaults.put("MAINNET_GATEWAY_URL", url(settings, Part.GATEWAY));
        defaults.put("MAINNET_ISSUER", url(settings, Part.GATEWAY));
        defaults.put("MAINNET_PUBLIC_URL", settings.publicUrl());
        defaults.put("MAINNET_LOCAL_CHECKOUT", Boolean.toString(settings.playsPayments()));
        defaults.put("MAINNET_RUNNER_SCRATCH", settings.home().runnerData().toString());
        defaults.put("MAINNET_GATEWAY_SIGNING_KEY", secrets.gatewaySigningKey().toString());
        defaults.put("MAINNET_IDENTITY_JWKS", secrets.identityKeys().toString());
        defaults.put("MAINNET_ENCRYPTION_KEY", secrets.encryptionKey());
        defaults.put("MAINNET_WORKER_ENROLLMENT_TOKEN", secrets.enrollmentToken());
        defaults.put("MAINNET_WORKER_HOME", settings.home().workerData().toString());
        defaults.put(
                "MAINNET_PLATFORM_MODELS",
                settings.checkout().resolve("examples/text").toString());
        defaults.put("MAINNET_OBJECT_STORE", settings.home().objects().toString());
        return defaults;
    }

    /** Where the servers are that the launcher itself has started. */
    private static Map<String, String> embedded(Settings settings, Secrets secrets) {
        Map<String, String> embedded = new HashMap<>();
        embedded.put("MAINNET_POSTGRES_HOST", host(settings, Part.POSTGRES));
        embedded.put("MAINNET_POSTGRES_PORT", port(settings, Part.POSTGRES));
        embedded.put("MAINNET_POSTGRES_USER", PostgresDatabases.ROLE);
        embedded.put("MAINNET_POSTGRES_PASSWORD", secrets.postgresPassword());
        embedded.put("MAINNET_KAFKA_BOOTSTRAP_SERVERS", host(settings, Part.KAFKA) + ":" + port(settings, Part.KAFKA));
        embedded.put("MAINNET_EUREKA_URL", url(settings, Part.DISCOVERY) + "/eureka");
        if (settings.catchesMail()) {
            embedded.put("MAINNET_SMTP_HOST", "127.0.0.1");
            embedded.put("MAINNET_SMTP_PORT", Integer.toString(settings.mailSmtpPort()));
            embedded.put("MAINNET_SMTP_TLS", "none");
            embedded.put("MAINNET_SMTP_USERNAME", "");
        }
        return embedded;
    }

    private static String host(Settings settings, Part part) {
        return settings.reachableAddress(part);
    }

    private static String url(Settings settings, Part part) {
        String host = host(settings, part);
        return "http://" + (host.equals("127.0.0.1") ? "localhost" : host) + ":" + port(settings, part);
    }

    private static String port(Settings settings, Part part) {
        return Integer.toString(settings.port(part).orElseThrow());
    }
}
