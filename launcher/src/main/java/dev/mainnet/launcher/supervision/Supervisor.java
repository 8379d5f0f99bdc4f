package dev.mainnet.launcher.supervision;

import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps the parts of a platform alive and their processes on record. */
public final class Supervisor {
    private final Settings settings;
    private final Announcements announcements;
    private final StateFile stateFile;
    private final Map<Part, SupervisedPart> parts = new EnumMap<>(Part.class);
    private final Map<Part, ProcessHandle> inTraining = new EnumMap<>(Part.class);
    private boolean trainingEnded;

    /** A supervisor of nothing yet. */
    public Supervisor(Settings settings, Announcements announcements) {
        Home home = settings.home();
        this.settings = settings;
        this.announcements = announcements;
        this.stateFile = new StateFile(home.run());
        record();
    }

    /** Starts a part; the answer completes with the time it took to get ready. */
    public CompletableFuture<Duration> start(Program program) {
        SupervisedPart part = new SupervisedPart(
                program, LogFile.of(settings.home(), program.part()).rotated(), announcements, this::record);
        synchronized (this) {
            parts.put(program.part(), part);
        }
        part.start();
        return part.firstReady();
    }

    /** Ends these parts, all at the same time, and waits until they are gone. Those that were never started are passed over. */
    public void stop(List<Part> group, Duration patience) {
        List<Thread> stops = new ArrayList<>();
        for (Part part : group) {
            supervised(part)
                    .ifPresent(supervised -> stops.add(Thread.ofVirtual().start(() -> supervised.stop(patience))));
        }
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Takes a process that trains a part on record, so that it is not left behind either; it is ended at once if training has been. */
    public synchronized void trains(Part part, ProcessHandle process) {
        inTraining.put(part, process);
        if (trainingEnded) {
            Stopping.killGroup(process);
        }
        record();
    }

    /** Forgets the process that trained a part. */
    public synchronized void trained(Part part) {
        inTraining.remove(part);
        record();
    }

    /** Ends all training by force; nothing of it is needed. */
    public synchronized void endTraining() {
        trainingEnded = true;
        inTraining.values().forEach(Stopping::killGroup);
    }

    /** The process of a part, where one runs. */
    public Optional<ProcessHandle> process(Part part) {
        return supervised(part).flatMap(SupervisedPart::process);
    }

    /** Where a part stands. */
    public PartState state(Part part) {
        return supervised(part).map(SupervisedPart::state).orElse(PartState.STOPPED);
    }

    /** Forgets the record of processes; for when all have ended. */
    public synchronized void forget() {
        stateFile.delete();
    }

    private synchronized Optional<SupervisedPart> supervised(Part part) {
        return Optional.ofNullable(parts.get(part));
    }

    private synchronized void record() {
        List<ProcessRecord> records = new ArrayList<>();
        records.add(ProcessRecord.of(ProcessRecord.LAUNCHER, ProcessHandle.current(), 0, PartState.RUNNING));
        parts.forEach((part, supervised) -> records.add(record(part, supervised)));
        inTraining.forEach((part, process) -> records.add(
                ProcessRecord.of(part.label(), process, settings.port(part).orElse(0), PartState.TRAINING)));
        stateFile.write(records);
    }

    private ProcessRecord record(Part part, SupervisedPart supervised) {
        int port = settings.port(part).orElse(0);
        return supervised
                .process()
                .map(process -> ProcessRecord.of(part.label(), process, port, supervised.state()))
                .orElseGet(() -> ProcessRecord.without(part.label(), port, supervised.state()));
    }
}
