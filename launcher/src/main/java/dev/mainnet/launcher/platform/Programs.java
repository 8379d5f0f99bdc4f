package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.application.JavaCommand;
import dev.mainnet.launcher.application.OwnSession;
import dev.mainnet.launcher.application.UnpackedJar;
import dev.mainnet.launcher.kafka.KafkaBroker;
import dev.mainnet.launcher.postgres.PostgresDatabases;
import dev.mainnet.launcher.postgres.PostgresServer;
import dev.mainnet.launcher.secrets.Secrets;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import dev.mainnet.launcher.supervision.Program;
import dev.mainnet.launcher.supervision.Program.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How each part of the platform is run. */
final class Programs {
    private final Settings settings;
    private final Environments environments;
    private final Map<Part, JavaCommand> commands = new EnumMap<>(Part.class);
    private final PostgresServer postgres;

    /** Unpacks what is not unpacked yet. */
    Programs(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.environments = new Environments(settings, secrets);
        this.postgres = new PostgresServer(settings, secrets);
        commands.put(Part.KAFKA, kafkaCommand());
        for (Part part : settings.parts()) {
            if (part.isApplication()) {
                commands.put(part, JavaCommand.of(settings, UnpackedJar.of(settings, part)));
            }
        }
    }

    /** The command of a part that runs in a JVM. */
    JavaCommand command(Part part) {
        JavaCommand command = commands.get(part);
        if (command == null) {
            throw new IllegalArgumentException(part.label() + " runs in no JVM");
        }
        return command;
    }

    Program of(Part part) {
        return switch (part) {
            case POSTGRES -> postgres();
            case KAFKA ->
                new Program(part, command(part).run(), environments.of(part), this::forgetKafka, this::isKafkaReady);
            case RUNNER -> application(part, health(part, settings.port(part).orElseThrow(), "/v2/health/ready"));
            case WORKER -> worker();
            case DISCOVERY, GATEWAY, USER_SERVICE, MODEL_SERVICE, BILLING_SERVICE, JOB_SERVICE ->
                application(part, health(part, settings.secondPort(part).orElseThrow(), "/actuator/health"));
        };
    }

    private Program postgres() {
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(postgres.command());
        PostgresDatabases databases = postgres.databases();
        return new Program(
                Part.POSTGRES, command, environments.of(Part.POSTGRES), postgres::prepare, databases::areReady);
    }

    private Program application(Part part, Readiness readiness) {
        return new Program(part, command(part).run(), environments.of(part), () -> {}, readiness);
    }

    private Program worker() {
        Path ready = settings.home().run().resolve("worker.ready");
        Map<String, String> environment = environments.of(Part.WORKER);
        environment.put("MAINNET_WORKER_READY_FILE", ready.toString());
        return new Program(
                Part.WORKER,
                command(Part.WORKER).run(),
                environment,
                () -> {
                    Files.deleteIfExists(ready);
                    Files.createDirectories(settings.home().workerData());
                },
                () -> Files.exists(ready));
    }

    private Readiness health(Part part, int port, String path) {
        return new HttpHealth("http://" + settings.reachableAddress(part) + ":" + port + path);
    }

    private JavaCommand kafkaCommand() {
        return JavaCommand.ofOwnClass(
                settings,
                Part.KAFKA,
                KafkaBroker.class,
                List.of(
                        Integer.toString(settings.port(Part.KAFKA).orElseThrow()),
                        Integer.toString(settings.secondPort(Part.KAFKA).orElseThrow()),
                        settings.bindAddress(Part.KAFKA),
                        settings.home().kafkaData().toString(),
                        kafkaReadyFile().toString()));
    }

    private void forgetKafka() throws IOException {
        Files.deleteIfExists(kafkaReadyFile());
    }

    private boolean isKafkaReady() {
        return Files.exists(kafkaReadyFile());
    }

    private Path kafkaReadyFile() {
        return settings.home().run().resolve("kafka.ready");
    }
}
