package dev.mainnet.worker.platform;

import dev.mainnet.worker.platform.PlatformException.TokenRefused;
import dev.mainnet.worker.settings.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps who this worker is in a file that only its user may read, and enrols where there is none or it is refused. */
public final class Enrolment {

    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

    private final Platform platform;
    private final WorkerSettings settings;
    private final List<String> kinds;
    private final Path file;
    private final JsonMapper json = new JsonMapper();

    /** @param kinds of job that this worker can do */
    public Enrolment(Platform platform, WorkerSettings settings, List<String> kinds) {
        this.platform = platform;
        this.settings = settings;
        this.kinds = kinds;
        this.file = settings.home().resolve("worker.json");
    }

    /**
     * Who this worker is.
     *
     * @throws PlatformException when it has to enrol and cannot
     */
    public synchronized Credentials credentials() throws IOException, InterruptedException {
        Optional<Credentials> kept = read();
        return kept.isPresent() ? kept.get() : enrol();
    }

    /** The platform does not know this worker by these any more. Those that came in their place meanwhile are kept. */
    public synchronized void forget(Credentials refused) throws IOException {
        if (read().filter(refused::equals).isPresent()) {
            Files.deleteIfExists(file);
        }
    }

    private Credentials enrol() throws IOException, InterruptedException {
        if (settings.enrollmentToken().isEmpty()) {
            throw new TokenRefused("MAINNET_WORKER_ENROLLMENT_TOKEN is not set");
        }
        Credentials me = platform.enrol(settings.enrollmentToken(), settings.name(), kinds);
        Files.createDirectories(settings.home());
        Path unfinished = file.resolveSibling("worker.json.unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(unfinished, json.writeValueAsBytes(me));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        LOG.info("Enrolled as {}", me);
        return me;
    }

    private Optional<Credentials> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), Credentials.class));
        } catch (JacksonException e) {
            LOG.warn("{} is damaged; enrolling anew", file);
            return Optional.empty();
        }
    }
}
