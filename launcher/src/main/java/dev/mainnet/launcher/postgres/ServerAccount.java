package dev.mainnet.launcher.postgres;

import dev.mainnet.launcher.settings.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Under which account PostgreSQL runs: it refuses to run as root. */
enum ServerAccount {
    /** We are no superuser: as ourselves. */
    OWN(""),
    /** As root in a user namespace in which we are nobody; the files stay ours. */
    NAMESPACE("unshare -U"),
    /** As root where no user namespace is allowed: as the account nobody, which then owns the data. */
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int NOBODY_ID = 65_534;

    private final String prefix;

    ServerAccount(String prefix) {
        this.prefix = prefix;
    }

    /** What to put before a command so that it runs under this account. */
    List<String> prefix() {
        return prefix.isEmpty() ? List.of() : List.of(prefix.split(" "));
    }

    /** The account that works on this machine. */
    static ServerAccount choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return OWN;
        }
        for (ServerAccount account : List.of(NAMESPACE, NOBODY)) {
            if (works(account.prefix())) {
                return account;
            }
        }
        throw new Refusal("PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works here: "
                + "start Mainnet as a plain user, or install util-linux");
    }

    /** Gives the server's account the files in a folder. */
    void own(Path folder) throws IOException {
        if (this != NOBODY) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", NOBODY_ID, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static boolean works(List<String> prefix) {
        try {
            Process probe = new ProcessBuilder(
                            Stream.concat(prefix.stream(), Stream.of("true")).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
