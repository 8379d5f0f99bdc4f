package dev.mainnet.worker;

import dev.mainnet.onnx.NativeLibraries;
import dev.mainnet.worker.batch.BatchPrediction;
import dev.mainnet.worker.execution.Executor;
import dev.mainnet.worker.lease.Lanes;
import dev.mainnet.worker.lesson.Teach;
import dev.mainnet.worker.settings.WorkerSettings;
import dev.mainnet.worker.training.Training;
import dev.mainnet.worker.training.TrainingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Executes jobs of the platform on this machine. */
public final class WorkerApplication {

    private static final Duration GIVING_BACK = Duration.ofSeconds(8);

    private WorkerApplication() {}

    /** Without an argument: asks for jobs until it is ended. With {@code train} and a file: does that training, as the worker's child. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 2 && args[0].equals("train")) {
            Teach.run(Path.of(args[1]));
            return;
        }
        WorkerSettings settings = readSettings();
        NativeLibraries.keepIn(settings.home().resolve("native"));
        Lanes lanes = lanes(settings);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(lanes, main), "end"));
        lanes.run();
    }

    static Lanes lanes(WorkerSettings settings) {
        List<Executor> executors = List.of(
                new BatchPrediction(settings.threads(), settings.chunkTimeout()),
                new Training(new TrainingOptions(
                        settings.home().resolve("pytorch"),
                        settings.threads(),
                        settings.trainingHeap(),
                        settings.checkpointInterval())));
        return new Lanes(settings, executors, () -> announce(settings));
    }

    private static void announce(WorkerSettings settings) {
        System.out.println("worker ready");
        settings.readyFile().ifPresent(WorkerApplication::touch);
    }

    private static void touch(Path file) {
        try {
            Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Lanes lanes, Thread main) {
        lanes.end();
        try {
            main.join(GIVING_BACK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static WorkerSettings readSettings() {
        try {
            return WorkerSettings.from(System.getenv());
        } catch (WorkerSettings.InvalidSettingException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            throw e;
        }
    }
}
