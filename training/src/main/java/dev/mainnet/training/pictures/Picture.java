package dev.mainnet.training.pictures;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Pixels.
 *
 * @param colours red, green and blue of each pixel, row after row
 */
public record Picture(int width, int height, byte[] colours) {
    /** What a camera makes; larger ones are not decoded. */
    private static final long MAX_PIXELS = 50_000_000;

    /** Decodes a picture in any format that Java reads (JPEG, PNG, GIF, BMP); nothing where the bytes are none, or one too large. */
    public static Optional<Picture> decode(byte[] file) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                // The size stands in the header: a small file may claim any.
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MAX_PIXELS) {
                    return Optional.empty();
                }
                return Optional.of(of(reader.read(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // The decoders throw whatever broken bytes lead them to.
            return Optional.empty();
        }
    }

    private static Picture of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] colours = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        int[] row = new int[width];
        int at = 0;
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int pixel : row) {
                colours[at++] = (byte) (pixel >> 16);
                colours[at++] = (byte) (pixel >> 8);
                colours[at++] = (byte) pixel;
            }
        }
        return new Picture(width, height, colours);
    }
}
