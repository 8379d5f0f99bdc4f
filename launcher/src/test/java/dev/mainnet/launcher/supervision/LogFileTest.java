package dev.mainnet.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {

    @TempDir
    private Path folder;

    @Test
    void cutsALogThatGrewLargeAndKeepsWhatItHeld() throws Exception {
        LogFile log = new LogFile(folder.resolve("gateway.log"));
        Files.write(log.path(), new byte[21 << 20]);

        log.cutIfLarge();

        assertThat(Files.size(log.path())).isZero();
        assertThat(Files.size(folder.resolve("gateway.log.1"))).isEqualTo(21 << 20);
    }

    @Test
    void leavesASmallLogAlone() throws Exception {
        LogFile log = new LogFile(folder.resolve("gateway.log"));
        Files.writeString(log.path(), "one\ntwo\nthree\n");

        log.cutIfLarge();
        log.rotated();

        assertThat(log.tail(2)).isEqualTo(List.of("two", "three"));
    }

    @Test
    void tellsNothingOfALogThatIsNotThere() throws Exception {
        assertThat(new LogFile(folder.resolve("none.log")).tail(5)).isEmpty();
    }
}
