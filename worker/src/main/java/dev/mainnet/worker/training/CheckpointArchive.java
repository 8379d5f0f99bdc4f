package dev.mainnet.worker.training;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A checkpoint's files as one. */
final class CheckpointArchive {

    private static final Pattern NAME = Pattern.compile("latest|best-\\d{1,9}");

    private CheckpointArchive() {}

    /** Packs the files of a folder, without compression: weights do not become smaller. */
    static void pack(Path folder, Path archive) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)));
                DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** @throws IOException also when it is no checkpoint */
    static void unpack(Path archive, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (InputStream content = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(content)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!NAME.matcher(entry.getName()).matches()) {
                    throw new IOException("A checkpoint holds no file of that name");
                }
                Files.copy(zip, folder.resolve(entry.getName()));
            }
        }
    }
}
