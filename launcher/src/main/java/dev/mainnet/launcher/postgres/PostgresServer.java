package dev.mainnet.launcher.postgres;

import dev.mainnet.launcher.secrets.Secrets;
import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Refusal;
import dev.mainnet.launcher.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The embedded PostgreSQL: its cluster on disk and the command that serves it. */
public final class PostgresServer {
    private static final int DEFAULT_CONNECTIONS = 80;

    private final Settings settings;
    private final Secrets secrets;
    private final Path data;
    private final PostgresBinaries binaries;
    private final ServerAccount account;

    /** Prepares the programs; starts nothing. */
    public PostgresServer(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
        this.data = settings.home().postgresData();
        this.binaries = PostgresBinaries.in(settings.cache());
        this.account = ServerAccount.choose();
    }

    /** The databases the services need. */
    public PostgresDatabases databases() {
        return new PostgresDatabases(
                settings.reachableAddress(Part.POSTGRES),
                settings.port(Part.POSTGRES).orElseThrow(),
                secrets);
    }

    /** The server in the foreground. Commits wait for the disk: what is acknowledged survives a power cut too. */
    public List<String> command() {
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(List.of(binaries.program("postgres"), "-D", data.toString()));
        setting(command, "port", settings.port(Part.POSTGRES).orElseThrow());
        setting(command, "listen_addresses", settings.bindAddress(Part.POSTGRES));
        setting(command, "unix_socket_directories", "");
        setting(command, "fsync", "on");
        setting(command, "synchronous_commit", "on");
        setting(command, "full_page_writes", "on");
        setting(command, "max_connections", connections());
        setting(command, "shared_buffers", settings.memory(Part.POSTGRES));
        setting(command, "io_method", "sync");
        setting(command, "jit", "off");
        setting(command, "timezone", "UTC");
        setting(command, "log_timezone", "UTC");
        return command;
    }

    /** Makes the cluster where there is none, and removes the traces of a server that was killed. */
    public void prepare() throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            forgetDeadServer();
        } else {
            initialise();
        }
    }

    private int connections() {
        return settings.number("MAINNET_POSTGRES_MAX_CONNECTIONS", 20, 10_000, DEFAULT_CONNECTIONS);
    }

    private void initialise() throws IOException {
        Path draft = data.resolveSibling("postgres.new");
        Home.deleteTree(draft);
        Home.deleteTree(data);
        Files.createDirectories(draft);
        Path password = Files.writeString(draft.resolve("password"), secrets.postgresAdminPassword());
        Path cluster = Files.createDirectories(draft.resolve("cluster"));
        account.own(draft);
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(List.of(binaries.program("initdb"), "-D", cluster.toString()));
        command.addAll(List.of("-U", PostgresDatabases.ADMIN, "-A", "scram-sha-256", "--pwfile=" + password));
        command.addAll(List.of("--encoding=UTF8", "--locale=C", "--no-instructions"));
        run(command);
        Files.move(cluster, data, StandardCopyOption.ATOMIC_MOVE);
        Home.deleteTree(draft);
    }

    private void run(List<String> command) throws IOException {
        Path log = settings.home().logs().resolve("postgres-init.log");
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!initdb.waitFor(120, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                initdb.destroyForcibly();
                throw new Refusal("PostgreSQL could not make its cluster: see " + log);
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL made its cluster", e);
        }
    }

    /**
     * Deletes the lock file of a server that no longer runs. PostgreSQL itself refuses to start when its old process id has been given to
     * another program of ours, which happens where ids start again from 1, as in containers.
     */
    private void forgetDeadServer() throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        Optional<ProcessHandle> holder = Files.readAllLines(lock).stream()
                .findFirst()
                .map(String::trim)
                .filter(line -> line.matches("[0-9]{1,9}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)));
        if (holder.filter(this::servesOurCluster).isEmpty()) {
            Files.deleteIfExists(lock);
        }
    }

    private boolean servesOurCluster(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(command -> command.endsWith("postgres")).isPresent()
                && info.arguments().stream().flatMap(Arrays::stream).anyMatch(data.toString()::equals);
    }

    private static void setting(List<String> command, String name, Object value) {
        command.addAll(List.of("-c", name + "=" + value));
    }
}
