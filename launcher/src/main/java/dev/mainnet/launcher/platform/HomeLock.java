package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one launcher that may use a home. The system lets go of it when the launcher ends, however it ends. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock of(Home home) {
        try {
            FileChannel channel = FileChannel.open(
                    home.run().resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel).isEmpty()) {
                channel.close();
                throw new Refusal("Mainnet is already running in " + home.root()
                        + ". ./mainnet status shows it and ./mainnet down stops it; a second one needs its own"
                        + " MAINNET_HOME and ports.");
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new Refusal("Cannot lock " + home.root() + ": " + e, e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisJvm) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closedAnyway) {
            // The system releases the lock with the process.
        }
    }
}
