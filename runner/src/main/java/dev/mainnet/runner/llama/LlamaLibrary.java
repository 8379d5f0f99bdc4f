package dev.mainnet.runner.llama;

import de.kherud.llama.LlamaOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Unpacks llama.cpp's library from its jar into a directory of ours, and opens it. */
final class LlamaLibrary {
    private LlamaLibrary() {}

    static SymbolLookup open(Path directory) {
        String name = System.mapLibraryName("jllama");
        URL packed = LlamaOutput.class.getResource(platform() + "/" + name);
        if (packed == null) {
            throw new UnsupportedOperationException("llama.cpp is not there for " + platform());
        }
        try {
            Path target = directory.resolve(name);
            unpack(packed, target);
            return SymbolLookup.libraryLookup(target, Arena.global());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(URL packed, Path target) throws IOException {
        URLConnection connection = packed.openConnection();
        connection.setUseCaches(false);
        try (InputStream content = connection.getInputStream()) {
            if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
                return;
            }
            Files.createDirectories(target.toAbsolutePath().getParent());
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "Mac" : os.contains("win") ? "Windows" : "Linux";
        return system + "/" + (arch.equals("aarch64") ? "aarch64" : "x86_64");
    }
}
