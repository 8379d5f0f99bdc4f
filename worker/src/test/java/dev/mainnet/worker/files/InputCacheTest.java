package dev.mainnet.worker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.worker.platform.Lease.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputCacheTest {

    @TempDir
    Path folder;

    @Test
    void dropsTheLeastRecentlyUsedWhenItIsFull() throws Exception {
        InputCache cache = new InputCache(folder, 10);
        Path first = get(cache, "aaaa");
        Path second = get(cache, "bbbb");
        Files.setLastModifiedTime(second, FileTime.from(Instant.now().minusSeconds(60)));

        Path third = get(cache, "cccc");

        assertThat(first).exists();
        assertThat(second).doesNotExist();
        assertThat(third).hasContent("cccc");
    }

    @Test
    void refusesWhatArrivesDamagedOrIsTooLarge() {
        InputCache cache = new InputCache(folder, 10);

        assertThatThrownBy(() -> cache.get(input("aaaa"), file -> Files.writeString(file, "aaab")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> get(cache, "a".repeat(11))).isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    private Path get(InputCache cache, String content) throws IOException, InterruptedException {
        return cache.get(input(content), file -> Files.writeString(file, content));
    }

    private Input input(String content) throws IOException {
        Path file = Files.createTempFile("input", "");
        Files.writeString(file, content);
        return new Input("dataset", "/x", content.length(), Hashes.sha256(file));
    }
}
