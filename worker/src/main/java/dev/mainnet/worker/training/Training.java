package dev.mainnet.worker.training;

import dev.mainnet.worker.execution.Attempt;
import dev.mainnet.worker.execution.Executor;
import dev.mainnet.worker.execution.JobFailedException;
import dev.mainnet.worker.execution.NothingToKeepException;
import dev.mainnet.worker.execution.ResultFile;
import dev.mainnet.worker.execution.Stop;
import dev.mainnet.worker.execution.WorkDone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Trains a network in a process of its own, and keeps its checkpoints with the platform. */
public final class Training implements Executor {

    private static final String CHECKPOINT = "checkpoint";

    private final TrainingOptions options;

    public Training(TrainingOptions options) {
        this.options = options;
    }

    @Override
    public String kind() {
        return "training";
    }

    @Override
    public WorkDone execute(Attempt attempt) throws IOException, InterruptedException {
        Lesson lesson = lesson(attempt);
        if (attempt.hasInput(CHECKPOINT)) {
            CheckpointArchive.unpack(attempt.input(CHECKPOINT), lesson.checkpoints());
            attempt.log("Goes on from a checkpoint");
        }
        Files.createDirectories(lesson.handover());
        Path file = attempt.scratch().resolve("lesson.json");
        Files.write(file, Message.JSON.writeValueAsBytes(lesson));
        return switch (run(attempt, file, lesson)) {
            case Message.Done done -> workDone(lesson, done);
            case Message.Failed failed -> throw new JobFailedException(failed.reason());
            case Message.NothingToKeep nothing -> throw new NothingToKeepException();
        };
    }

    /** Goes along until the process is over. What it said last counts, however its program ended after that. */
    private Message.Last run(Attempt attempt, Path file, Lesson lesson) throws IOException, InterruptedException {
        Optional<Message.Last> last = Optional.empty();
        try (CheckpointUploads uploads = new CheckpointUploads(attempt, attempt.scratch());
                TrainingProcess process = TrainingProcess.start(file, options, lesson.threads());
                Stop.Registration killing = attempt.stop().whenStopped(process::kill);
                Stop.Registration ending = attempt.stop().whenEndIsWanted(process::askToEnd)) {
            for (Optional<Message> next = process.next(); next.isPresent(); next = process.next()) {
                switch (next.get()) {
                    case Message.Progress progress -> {
                        attempt.metrics(progress.metrics());
                        attempt.progress(progress.percent());
                    }
                    case Message.Checkpoint checkpoint -> uploads.offer(checkpoint.folder());
                    case Message.Last end -> last = Optional.of(end);
                }
            }
            int status = process.exitStatus();
            attempt.stop().check();
            return last.orElseThrow(
                    () -> new IOException("The training's process ended with status " + status + " and said nothing"));
        }
    }

    private Lesson lesson(Attempt attempt) throws IOException, InterruptedException {
        JsonNode instructions = attempt.parameters();
        boolean table = instructions.path("material").asString("").equals("table");
        Path scratch = attempt.scratch();
        String name = instructions.path("material").asString("").equals("text") ? "model.gguf" : "model.onnx";
        return new Lesson(
                instructions,
                attempt.input("dataset"),
                scratch.resolve("checkpoints"),
                scratch.resolve("handover"),
                scratch.resolve(name),
                options.natives(),
                // Handing small batches to several threads costs more than it saves.
                table ? 1 : options.threads(),
                options.checkpointInterval().toMillis());
    }

    private static WorkDone workDone(Lesson lesson, Message.Done done) {
        String name = lesson.result().getFileName().toString();
        return new WorkDone(
                List.of(new ResultFile(name, "application/octet-stream", lesson.result())),
                Duration.ofMillis((long) (done.computeSeconds() * 1000)),
                Optional.of(done.report()));
    }
}
