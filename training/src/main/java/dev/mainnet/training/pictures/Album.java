package dev.mainnet.training.pictures;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.training.loop.TrainingFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Pictures of one size with their classes.
 *
 * @param classes in alphabetical order
 * @param pictures colours, plane after plane
 * @param labels for each picture the number of its class
 * @param unreadable names of files that look like pictures and could not be decoded
 */
public record Album(
        int size, List<String> classes, List<byte[]> pictures, List<Integer> labels, List<String> unreadable) {
    private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "gif", "bmp");
    private static final int MAX_ENTRIES = 200_000;
    private static final int MAX_FILE = 32 << 20;
    private static final long MAX_BYTES = 2L << 30;

    public Album {
        classes = List.copyOf(classes);
        pictures = List.copyOf(pictures);
        labels = List.copyOf(labels);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads a ZIP file in which each folder is a class and is named as it. Nothing is unpacked: names only tell classes, and each file
     * is bounded.
     *
     * @throws TrainingFailedException when it is no such file, or too large
     */
    public static Album read(Path zip, int size) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile());
                Resizing resizing = new Resizing(size)) {
            List<ZipEntry> entries = pictures(file);
            Set<String> classes = new TreeSet<>();
            entries.forEach(entry -> classes.add(folder(entry)));
            if (classes.size() < 2) {
                throw new TrainingFailedException(
                        "The file needs pictures in two folders at least, one for each class");
            }
            if ((long) entries.size() * size * size * 3 > MAX_BYTES) {
                throw new TrainingFailedException("%,d pictures are too many at this size".formatted(entries.size()));
            }
            return read(file, entries, List.copyOf(classes), resizing);
        } catch (ZipException e) {
            throw new TrainingFailedException("The file is no ZIP file", e);
        }
    }

    /** Pictures as the network takes them: [pictures, 3, size, size]. */
    NDArray batch(NDManager manager, int[] numbers) {
        float[] values = new float[numbers.length * PictureNodes.COLOURS * size * size];
        int at = 0;
        for (int number : numbers) {
            for (byte colour : pictures.get(number)) {
                values[at++] = ((colour & 0xFF) - PictureNodes.MEAN) / PictureNodes.DEVIATION;
            }
        }
        return manager.create(values).reshape(numbers.length, PictureNodes.COLOURS, size, size);
    }

    /** A picture as a file of a model takes it. */
    Tensor tensor(int number) {
        byte[] planes = pictures.get(number);
        byte[] colours = new byte[planes.length];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = planes[i % PictureNodes.COLOURS * size * size + i / PictureNodes.COLOURS];
        }
        return new Tensor.Numbers(
                PictureNodes.INPUT,
                Datatype.UINT8,
                Shape.of(1, size, size, PictureNodes.COLOURS),
                ByteBuffer.wrap(colours));
    }

    private static Album read(ZipFile file, List<ZipEntry> entries, List<String> classes, Resizing resizing)
            throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (ZipEntry entry : entries) {
            Optional<Picture> picture = decode(file, entry);
            if (picture.isEmpty()) {
                unreadable.add(entry.getName());
                continue;
            }
            pictures.add(resizing.resize(picture.get()));
            labels.add(classes.indexOf(folder(entry)));
        }
        for (int number = 0; number < classes.size(); number++) {
            if (!labels.contains(number)) {
                throw new TrainingFailedException(
                        "No picture of the class %s could be decoded".formatted(classes.get(number)));
            }
        }
        return new Album(resizing.size(), classes, pictures, labels, unreadable);
    }

    private static List<ZipEntry> pictures(ZipFile file) {
        if (file.size() > MAX_ENTRIES) {
            throw new TrainingFailedException("The file holds more than %,d files".formatted(MAX_ENTRIES));
        }
        List<ZipEntry> pictures = new ArrayList<>();
        Enumeration<? extends ZipEntry> entries = file.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            // macOS puts a shadow of each file into a folder of its own.
            if (!entry.isDirectory()
                    && ENDINGS.contains(ending)
                    && !name.startsWith("__MACOSX/")
                    && !folder(entry).isEmpty()) {
                pictures.add(entry);
            }
        }
        return pictures;
    }

    private static String folder(ZipEntry entry) {
        String[] parts = entry.getName().split("/", -1);
        return parts.length < 2 ? "" : parts[parts.length - 2].strip();
    }

    private static Optional<Picture> decode(ZipFile file, ZipEntry entry) throws IOException {
        try (InputStream content = file.getInputStream(entry)) {
            byte[] bytes = content.readNBytes(MAX_FILE + 1);
            return bytes.length > MAX_FILE ? Optional.empty() : Picture.decode(bytes);
        } catch (ZipException e) {
            return Optional.empty();
        }
    }
}
