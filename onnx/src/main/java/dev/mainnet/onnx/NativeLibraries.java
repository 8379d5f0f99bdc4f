package dev.mainnet.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Keeps ONNX Runtime's native libraries unpacked in a directory of ours. By itself it unpacks them into a new temporary directory at
 * each start, and leaves 30 MB behind at each crash.
 */
public final class NativeLibraries {
    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

    private NativeLibraries() {}

    /** Unpacks what is not there yet; to be called before the first model is opened. Does nothing on systems it does not know. */
    public static void keepIn(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String name : NAMES) {
            String file = System.mapLibraryName(name);
            URL packed = OrtEnvironment.class.getResource("native/" + platform() + "/" + file);
            if (packed == null) {
                return;
            }
            unpack(packed, directory.resolve(file));
        }
        System.setProperty("onnxruntime.native.path", directory.toAbsolutePath().toString());
    }

    private static void unpack(URL packed, Path target) throws IOException {
        URLConnection connection = packed.openConnection();
        connection.setUseCaches(false);
        try (InputStream content = connection.getInputStream()) {
            if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
                return;
            }
            Path part = target.resolveSibling(target.getFileName() + ".part");
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
        return system + "-" + (arch.equals("aarch64") ? "aarch64" : "x64");
    }
}
