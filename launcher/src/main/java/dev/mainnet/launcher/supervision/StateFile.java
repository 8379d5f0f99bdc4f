package dev.mainnet.launcher.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The list of processes on disk, by which other commands and the next start find them, even after the launcher was killed. */
public final class StateFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    /** The state file in the home's run folder. */
    public StateFile(Path runFolder) {
        this.file = runFolder.resolve("processes.json");
    }

    /** What was recorded last; empty if nothing was. */
    public List<ProcessRecord> read() {
        try {
            return Files.exists(file)
                    ? Arrays.asList(JSON.readValue(Files.readString(file), ProcessRecord[].class))
                    : List.of();
        } catch (IOException | JacksonException unreadable) {
            return List.of();
        }
    }

    /** Replaces what was recorded, at once or not at all. */
    public void write(Collection<ProcessRecord> records) {
        try {
            Path draft = file.resolveSibling("processes.json.new");
            Files.writeString(draft, JSON.writeValueAsString(records));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets all. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
