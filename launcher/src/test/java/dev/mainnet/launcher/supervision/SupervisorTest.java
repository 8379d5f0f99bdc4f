package dev.mainnet.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir
    private Path home;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private Settings settings;
    private Supervisor supervisor;

    @BeforeEach
    void supervise() {
        settings = new Settings(Map.of("MAINNET_HOME", home.toString()), Path.of("."));
        settings.home().create();
        supervisor = new Supervisor(settings, new Told());
    }

    @AfterEach
    void stop() {
        supervisor.stop(List.of(Part.values()), Duration.ofSeconds(2));
    }

    @Test
    void startsAKilledPartAgain() throws Exception {
        supervisor.start(program(Part.RUNNER, "exec sleep 600")).get(60, TimeUnit.SECONDS);
        ProcessHandle first = supervisor.process(Part.RUNNER).orElseThrow();

        first.destroyForcibly();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> supervisor
                        .process(Part.RUNNER)
                        .filter(next -> next.pid() != first.pid())
                        .isPresent());
        await().untilAsserted(() -> assertThat(told).contains("runner died: was killed by signal 9"));
    }

    @Test
    void givesUpOnAPartThatCannotStartAndTellsWhere() {
        assertThatThrownBy(
                        () -> supervisor.start(program(Part.WORKER, "exit 3")).get(60, TimeUnit.SECONDS))
                .hasMessageContaining("worker ended with status 3")
                .hasMessageContaining("worker.log");
        assertThat(supervisor.state(Part.WORKER)).isEqualTo(PartState.FAILED);
    }

    @Test
    void forcesAPartThatDoesNotListen() throws Exception {
        supervisor
                .start(program(Part.GATEWAY, "trap '' TERM; while :; do sleep 1; done"))
                .get(60, TimeUnit.SECONDS);
        ProcessHandle deaf = supervisor.process(Part.GATEWAY).orElseThrow();

        supervisor.stop(List.of(Part.GATEWAY), Duration.ofMillis(300));

        assertThat(deaf.isAlive()).isFalse();
        assertThat(supervisor.state(Part.GATEWAY)).isEqualTo(PartState.STOPPED);
    }

    @Test
    void keepsOnRecordWhatAnotherCommandNeedsToFindTheProcesses() throws Exception {
        supervisor.start(program(Part.RUNNER, "exec sleep 600")).get(60, TimeUnit.SECONDS);

        List<ProcessRecord> records = new StateFile(settings.home().run()).read();

        assertThat(records).extracting(ProcessRecord::name).containsExactly("launcher", "runner");
        assertThat(records.getLast().process()).isEqualTo(supervisor.process(Part.RUNNER));
        assertThat(records.getLast().state()).isEqualTo("running");
    }

    @Test
    void endsWhatAKilledLauncherLeftButNoProcessThatOnlyHasTheSameNumber() throws Exception {
        supervisor.start(program(Part.RUNNER, "exec sleep 600")).get(60, TimeUnit.SECONDS);
        supervisor.start(program(Part.WORKER, "exec sleep 600")).get(60, TimeUnit.SECONDS);
        ProcessHandle leftover = supervisor.process(Part.RUNNER).orElseThrow();
        ProcessHandle stranger = supervisor.process(Part.WORKER).orElseThrow();
        StateFile record = new StateFile(home.resolve("data"));
        record.write(List.of(
                ProcessRecord.of("runner", leftover, 0, PartState.RUNNING),
                new ProcessRecord("worker", stranger.pid(), 1_000, 0, "running")));

        assertThat(Leftovers.stop(record)).containsExactly("runner");

        assertThat(leftover.isAlive()).isFalse();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void endsTrainingWithTheChildrenItHasStarted() throws Exception {
        Process training = new ProcessBuilder("sh", "-c", "sleep 600 & wait").start();
        supervisor.trains(Part.GATEWAY, training.toHandle());
        await().until(() -> training.descendants().count() == 1);
        ProcessHandle child = training.descendants().findFirst().orElseThrow();

        assertThat(new StateFile(settings.home().run()).read())
                .extracting(ProcessRecord::state)
                .contains("training");
        supervisor.endTraining();

        await().until(() -> !training.isAlive() && !child.isAlive());
    }

    private static Program program(Part part, String script) {
        return new Program(
                part,
                List.of("sh", "-c", script),
                Map.of("PATH", System.getenv().getOrDefault("PATH", "/bin:/usr/bin")),
                () -> {},
                () -> !script.startsWith("exit"));
    }

    private final class Told implements Announcements {
        @Override
        public void ready(Part part, Duration after) {
            told.add(part.label() + " ready");
        }

        @Override
        public void died(Part part, String how, Duration pause) {
            told.add(part.label() + " died: " + how);
        }

        @Override
        public void gaveUp(Part part, String why) {
            told.add(part.label() + " gave up");
        }
    }
}
