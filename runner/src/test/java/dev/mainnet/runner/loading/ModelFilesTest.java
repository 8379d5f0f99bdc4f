package dev.mainnet.runner.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ModelFilesTest {
    @TempDir
    private Path scratch;

    private ModelFiles files() throws IOException {
        return new ModelFiles(new LoadingSettings(
                scratch,
                DataSize.ofBytes(10),
                DataSize.ofBytes(10),
                DataSize.ofMegabytes(1),
                2,
                Duration.ofSeconds(1)));
    }

    private static Path received(ModelFiles files, int bytes) throws IOException {
        return Files.write(files.receiving(), new byte[bytes]);
    }

    @Test
    void usesTheFilesOfAFormerProcessAndDeletesItsLeftovers() throws IOException {
        Path half;
        try (ModelFiles former = files()) {
            former.keep(new ModelName("m"), received(former, 4));
            half = received(former, 1);
        }
        try (ModelFiles files = files()) {
            assertThat(files.names()).containsExactly(new ModelName("m"));
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void makesRoomByDeletingWhatWasLongestUnused() throws IOException {
        try (ModelFiles files = files()) {
            files.keep(new ModelName("a"), received(files, 4));
            files.keep(new ModelName("b"), received(files, 4));
            files.find(new ModelName("a"));
            files.keep(new ModelName("c"), received(files, 4));
            assertThat(files.names()).containsExactly(new ModelName("a"), new ModelName("c"));
        }
    }

    @Test
    void refusesAScratchDirectoryThatAnotherRunnerUses() throws IOException {
        try (ModelFiles _ = files()) {
            assertThatExceptionOfType(OverlappingFileLockException.class).isThrownBy(this::files);
        }
    }
}
