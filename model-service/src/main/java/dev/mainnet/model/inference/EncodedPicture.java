package dev.mainnet.model.inference;

import dev.mainnet.model.tensor.Datatype;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorMismatch;
import dev.mainnet.model.tensor.TensorSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** A picture as a file, JPEG, PNG, GIF or BMP, for a model whose one input takes the bytes of its pixels. */
public final class EncodedPicture {

    private static final int COLOURS = 3;

    /** No network here sees more; of a larger picture only every so many-th pixel is decoded. */
    private static final int LONGEST_SIDE = 1024;

    private static final long MOST_PIXELS = 100_000_000;

    private EncodedPicture() {}

    /** Whether the input takes pixels: any number of pictures of any size, three bytes each pixel. */
    public static boolean suits(TensorSpec input) {
        return input.datatype() == Datatype.UINT8 && input.shape().equals(List.of(-1L, -1L, -1L, (long) COLOURS));
    }

    /**
     * Reads a picture in Base64, plain or as a {@code data:} address.
     *
     * @throws TensorMismatch when it is none
     */
    static Tensor read(TensorSpec input, String text) {
        String encoded = text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
        try {
            return read(input, Base64.getMimeDecoder().decode(encoded));
        } catch (IllegalArgumentException e) {
            throw new TensorMismatch("Input '" + input.name() + "' is a text, but no picture in Base64");
        }
    }

    /** @throws TensorMismatch when the file is no picture */
    public static Tensor read(TensorSpec input, byte[] file) {
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
            if (!readers.hasNext()) {
                throw noPicture(input);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(stream, true, true);
                return pixels(input, decode(input, reader));
            } finally {
                reader.dispose();
            }
        } catch (TensorMismatch e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The decoders throw whatever broken bytes lead them to.
            throw noPicture(input);
        }
    }

    private static BufferedImage decode(TensorSpec input, ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            throw new TensorMismatch("The picture for '" + input.name() + "' has more than " + MOST_PIXELS + " pixels");
        }
        int every = Math.ceilDiv(Math.max(width, height), LONGEST_SIDE);
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceSubsampling(every, every, 0, 0);
        return reader.read(0, how);
    }

    private static Tensor pixels(TensorSpec input, BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ByteBuffer data = ByteBuffer.allocate(width * height * COLOURS);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int pixel : row) {
                data.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
            }
        }
        List<Long> shape = List.of(1L, (long) height, (long) width, (long) COLOURS);
        return new Tensor.Numbers(input.name(), input.datatype(), shape, data.flip());
    }

    private static TensorMismatch noPicture(TensorSpec input) {
        return new TensorMismatch("Input '" + input.name() + "' is no picture that can be decoded");
    }
}
