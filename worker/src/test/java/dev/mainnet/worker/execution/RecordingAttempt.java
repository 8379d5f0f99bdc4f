package dev.mainnet.worker.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** An attempt whose inputs are files of a folder, and which remembers what it is told. */
public record RecordingAttempt(
        JsonNode parameters,
        Path folder,
        Path scratch,
        Stop stop,
        List<Integer> told,
        List<Map<String, Double>> measured,
        Runnable whenKept)
        implements Attempt {

    public RecordingAttempt(JsonNode parameters, Path folder, Path scratch, Stop stop) {
        this(parameters, folder, scratch, stop, new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>(), () -> {});
    }

    /** The same, which does something whenever a checkpoint is kept. */
    public RecordingAttempt whenKept(Runnable action) {
        return new RecordingAttempt(parameters, folder, scratch, stop, told, measured, action);
    }

    @Override
    public Path input(String name) {
        return folder.resolve(name);
    }

    @Override
    public boolean hasInput(String name) {
        return Files.exists(input(name));
    }

    @Override
    public void progress(int percent) {
        told.add(percent);
    }

    @Override
    public void metrics(Map<String, Double> figures) {
        measured.add(figures);
    }

    /** Becomes the input of the next attempt. */
    @Override
    public void checkpoint(Path file) throws IOException {
        Path part = folder.resolve("checkpoint.part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, input("checkpoint"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        whenKept.run();
    }

    @Override
    public void log(String line) {}
}
