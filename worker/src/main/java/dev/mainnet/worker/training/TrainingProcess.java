package dev.mainnet.worker.training;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of one training. It ends with this worker, however that ends: its standard input is closed then. */
final class TrainingProcess implements AutoCloseable {

    /** What the worker writes to end a training early. */
    static final String END = "end";

    /** The argument after which a worker's program does a lesson instead of asking for jobs. */
    private static final String ARGUMENT = "train";

    private static final String MAIN = "dev.mainnet.worker.WorkerApplication";
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final Logger LOG = LoggerFactory.getLogger(TrainingProcess.class);

    private final Process process;
    private final BufferedReader output;

    private TrainingProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param threads of PyTorch's own
     */
    static TrainingProcess start(Path lesson, TrainingOptions options, int threads) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command(lesson, options)).redirectError(ProcessBuilder.Redirect.INHERIT);
        // A dataset is a stranger's: what decodes it holds no token.
        builder.environment().keySet().removeIf(name -> name.startsWith("MAINNET_"));
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("CLASSPATH", classPath());
        return new TrainingProcess(builder.start());
    }

    /** The next message; nothing when the process has no more to say. */
    Optional<Message> next() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Optional<Message> message = Message.of(line);
            if (message.isPresent()) {
                return message;
            }
            LOG.debug("{}", line);
        }
        return Optional.empty();
    }

    /** Asks it to end with what it has. */
    void askToEnd() {
        try {
            BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(END);
            input.newLine();
            input.flush();
        } catch (IOException e) {
            LOG.debug("The training is over already: {}", e.getMessage());
        }
    }

    /** From any thread; whoever waits for a message is told that there are no more. */
    void kill() {
        process.destroyForcibly();
    }

    /** How it ended, once it has. */
    int exitStatus() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What {@code -jar} needs not; the command itself stays short, because ONNX Runtime does not survive one of some thousand characters. */
    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static List<String> command(Path lesson, TrainingOptions options) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            // Whatever answers people on this machine comes first.
            command.addAll(List.of(NICE.toString(), "-n", "10"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + options.heap(),
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        String classPath = classPath();
        boolean oneJar = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        if (oneJar) {
            // The first training leaves its parsed classes to the next ones, which start in two thirds of the time.
            // Folders of classes cannot be kept so.
            command.addAll(List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + options.natives().resolve("classes.jsa"),
                    "-Xlog:cds=off",
                    "-Xlog:aot=off"));
        }
        command.addAll(oneJar ? List.of("-jar", classPath) : List.of(MAIN));
        command.addAll(List.of(ARGUMENT, lesson.toString()));
        return command;
    }
}
