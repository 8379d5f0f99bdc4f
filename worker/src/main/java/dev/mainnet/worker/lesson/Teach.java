package dev.mainnet.worker.lesson;

import dev.mainnet.onnx.NativeLibraries;
import dev.mainnet.training.TrainingEngine;
import dev.mainnet.training.loop.CheckpointFolder;
import dev.mainnet.training.loop.History;
import dev.mainnet.training.loop.TrainingFailedException;
import dev.mainnet.training.loop.TrainingLoop;
import dev.mainnet.worker.training.Lesson;
import dev.mainnet.worker.training.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does one training from its lesson to its model, and tells the worker. */
public final class Teach {

    private final Lesson lesson;
    private final Syllabus syllabus;
    private final Narrator narrator;
    private final CheckpointFolder checkpoints;
    private final AtomicBoolean ended;

    private Teach(Lesson lesson, PrintStream worker, AtomicBoolean ended) {
        this.lesson = lesson;
        this.syllabus = new Syllabus(lesson.instructions());
        this.checkpoints = new CheckpointFolder(lesson.checkpoints());
        this.narrator = new Narrator(worker, lesson, checkpoints, syllabus.epochs());
        this.ended = ended;
    }

    /** The program: a file with a {@link Lesson} in, messages out. Standard input ends it early with a line, and at once when it closes. */
    public static void run(Path file) throws IOException {
        PrintStream worker = System.out;
        // Libraries write where they like; their lines are no messages.
        System.setOut(System.err);
        AtomicBoolean ended = new AtomicBoolean();
        Thread.ofPlatform().name("worker").daemon().start(() -> listen(System.in, ended));
        Lesson lesson = Message.JSON.readValue(Files.readAllBytes(file), Lesson.class);
        new Teach(lesson, worker, ended).run();
    }

    private static void listen(InputStream worker, AtomicBoolean ended) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(worker, StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                ended.set(true);
            }
        } catch (IOException e) {
            System.err.println("The worker cannot be heard: " + e.getMessage());
        }
        // The worker is gone, and nobody wants this training from here any more.
        Runtime.getRuntime().halt(3);
    }

    private void run() throws IOException {
        NativeLibraries.keepIn(lesson.natives().resolveSibling("native"));
        TrainingEngine.prepare(lesson.natives(), lesson.threads());
        try (Subject subject = open()) {
            TrainingLoop loop = new TrainingLoop(syllabus.plan(), narrator, ended::get);
            History history = loop.resume(subject.task(syllabus.batchSize()), checkpoints);
            if (history.best() == 0) {
                narrator.tell(new Message.NothingToKeep());
                return;
            }
            handIn(subject, history);
        } catch (TrainingFailedException e) {
            narrator.tell(new Message.Failed(String.valueOf(e.getMessage())));
        } catch (OutOfMemoryError e) {
            narrator.tell(new Message.Failed("There is not enough memory for this dataset and network"));
        }
    }

    private Subject open() throws IOException {
        return switch (syllabus.material()) {
            case "pictures" -> PictureSubject.open(lesson.dataset(), syllabus);
            case "text" -> TextSubject.open(lesson.dataset(), syllabus);
            default -> TableSubject.open(lesson.dataset(), syllabus);
        };
    }

    /** A file that does not tell what its network tells: another attempt would compute the same. */
    private void write(Subject subject) throws IOException {
        try {
            subject.write(lesson.result(), syllabus.name());
        } catch (IllegalStateException e) {
            System.err.println("The model is not handed in: " + e.getMessage());
            throw new TrainingFailedException("The model's file does not tell what the network tells");
        }
    }

    private void handIn(Subject subject, History history) throws IOException {
        long start = System.nanoTime();
        write(subject);
        ReportCard card = new ReportCard(history);
        var report = card.of(subject, lesson.result().getFileName().toString());
        narrator.tell(new Message.Done(card.seconds() + (System.nanoTime() - start) / 1e9, report));
    }
}
