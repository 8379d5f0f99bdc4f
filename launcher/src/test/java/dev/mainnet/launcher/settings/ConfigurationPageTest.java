package dev.mainnet.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages about settings name every variable that a part reads, and no other. */
class ConfigurationPageTest {

    private static final Pattern READ_BY_YAML = Pattern.compile("\\$\\{(MAINNET_[A-Z0-9_]+)");
    private static final Pattern READ_BY_WORKER = Pattern.compile("\"(MAINNET_[A-Z0-9_]+)\"");
    private static final Pattern NAMED = Pattern.compile("`(MAINNET_[A-Z0-9_]+)`");

    private final Path checkout = Settings.enclosingCheckout();

    @Test
    void namesEveryVariableThatAPartReadsAndNoOther() {
        Set<String> read = new TreeSet<>(found(READ_BY_YAML, "*/src/main/resources/*.yml"));
        read.addAll(found(READ_BY_WORKER, "worker/src/main/java/**/WorkerSettings.java"));

        assertThat(found(NAMED, "docs/configuration.md")).containsExactlyInAnyOrderElementsOf(read);
    }

    private Set<String> found(Pattern pattern, String glob) {
        var matcher = checkout.getFileSystem().getPathMatcher("glob:" + checkout + "/" + glob);
        try (Stream<Path> files =
                Files.find(checkout, 12, (file, attributes) -> attributes.isRegularFile() && matcher.matches(file))) {
            return files.flatMap(file -> pattern.matcher(text(file)).results())
                    .map(result -> result.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
