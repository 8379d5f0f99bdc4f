package dev.mainnet.job.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads a ZIP file of pictures to its end, unpacking nothing to anywhere: names tell the classes, and each file is looked at just enough to
 * see that it is a picture. What a file may unpack to is bounded by what was uploaded. Blocks.
 */
final class ZipSurvey {

    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "gif", "bmp");
    private static final int MAX_ENTRIES = 200_000;
    private static final int MAX_CLASSES = 1_000;
    private static final int LONGEST_NAME = 500;
    private static final long MAX_PICTURE = 32L << 20;

    /** Pictures hardly shrink; what grows more than that is made to fill memories. */
    private static final long MAX_GROWTH = 20;

    private static final long ALWAYS_ALLOWED = 16L << 20;
    private static final int HEAD = 12;

    private final TreeMap<String, Long> classes = new TreeMap<>();
    private final long mostBytes;
    private long bytes;
    private long skipped;

    private ZipSurvey(long size) {
        mostBytes = ALWAYS_ALLOWED + size * MAX_GROWTH;
    }

    /**
     * Describes it; the caller closes the stream.
     *
     * @throws UnreadableFileException when it is no such file, or holds what it should not
     */
    static PicturesDescription describe(InputStream content, long size) throws IOException {
        try {
            return new ZipSurvey(size).read(new ZipInputStream(content));
        } catch (ZipException | IllegalArgumentException e) {
            throw new UnreadableFileException("the file is no ZIP file that can be read");
        }
    }

    private PicturesDescription read(ZipInputStream zip) throws IOException {
        int entries = 0;
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (++entries > MAX_ENTRIES) {
                throw new UnreadableFileException("the file holds more than " + MAX_ENTRIES + " files");
            }
            refuseEscape(entry.getName());
            if (entry.isDirectory()) {
                continue;
            }
            boolean picture = pass(zip);
            String name = className(entry.getName());
            if (picture && !name.isEmpty()) {
                classes.merge(name, 1L, Long::sum);
            } else {
                skipped++;
            }
        }
        if (classes.size() > MAX_CLASSES) {
            throw new UnreadableFileException("the file has more than " + MAX_CLASSES + " folders of pictures");
        }
        if (classes.size() < 2) {
            throw new UnreadableFileException(
                    "the file needs pictures in two folders at least, one for each class; it has " + classes.size());
        }
        return new PicturesDescription(classes, skipped);
    }

    private static void refuseEscape(String name) {
        boolean escapes = name.length() > LONGEST_NAME
                || name.startsWith("/")
                || name.contains("\\")
                || name.indexOf('\0') >= 0
                || Set.of(name.split("/", -1)).contains("..");
        if (escapes) {
            throw new UnreadableFileException("a name in the file leads out of it, or is too long");
        }
    }

    /** Reads to the end of one file; whether it begins like a picture and is not too large for one. */
    private boolean pass(InputStream file) throws IOException {
        byte[] head = file.readNBytes(HEAD);
        long size = head.length;
        byte[] chunk = new byte[8192];
        for (int read = file.read(chunk); read >= 0; read = file.read(chunk)) {
            size += read;
            bytes += read;
            if (bytes > mostBytes) {
                throw new UnreadableFileException("the file unpacks to far more than pictures would");
            }
        }
        return size <= MAX_PICTURE && isPicture(head);
    }

    private static String className(String path) {
        String[] parts = path.split("/", -1);
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        // macOS puts a shadow of each file into a folder of its own.
        boolean counts = parts.length > 1 && ENDINGS.contains(ending) && !path.startsWith("__MACOSX/");
        return counts ? parts[parts.length - 2].strip() : "";
    }

    private static boolean isPicture(byte[] head) {
        if (head.length < HEAD) {
            return false;
        }
        boolean jpeg = head[0] == (byte) 0xFF && head[1] == (byte) 0xD8 && head[2] == (byte) 0xFF;
        boolean png = head[0] == (byte) 0x89 && head[1] == 'P' && head[2] == 'N' && head[3] == 'G';
        boolean gif = head[0] == 'G' && head[1] == 'I' && head[2] == 'F' && head[3] == '8';
        boolean bmp = head[0] == 'B' && head[1] == 'M';
        return jpeg || png || gif || bmp;
    }
}
