package dev.mainnet.training.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.onnx.Datatype;
import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.onnx.Shape;
import dev.mainnet.onnx.Tensor;
import dev.mainnet.training.TestEngine;
import dev.mainnet.training.loop.OptimizerPlan;
import dev.mainnet.training.loop.OptimizerPlan.Method;
import dev.mainnet.training.loop.Schedule;
import dev.mainnet.training.loop.Silence;
import dev.mainnet.training.loop.TrainingFailedException;
import dev.mainnet.training.loop.TrainingLoop;
import dev.mainnet.training.loop.TrainingPlan;
import dev.mainnet.training.pictures.PictureModel.Architecture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureModelTest {
    private static final Random RANDOM = new Random(4);

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() {
        TestEngine.prepare();
    }

    @Test
    void tellsShapesAndTheFileTellsThemAsTheNetworkDoes() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            files.put("shapes/round/%d.png".formatted(i), picture(true, "png"));
            files.put("shapes/square/%d.JPG".formatted(i), picture(false, "jpg"));
        }
        Album album = Album.read(zip(files), 32);
        assertThat(album.classes()).containsExactly("round", "square");
        try (PictureModel model = PictureModel.untrained(album, Architecture.CNN, 0, 1)) {
            OptimizerPlan optimizer = new OptimizerPlan(Method.ADAM, 3e-3, 0, 5);
            new TrainingLoop(new TrainingPlan(8, optimizer, Schedule.CONSTANT, 1, null), new Silence(), () -> false)
                    .run(model.task(16));
            double accuracy = model.evaluate().accuracy();
            assertThat(accuracy).isGreaterThan(0.9);
            try (OnnxModel file = OnnxModel.open(model.onnx("shapes"), SessionSettings.defaults())) {
                long right = files.entrySet().stream()
                        .filter(picture -> picture.getKey().contains(tell(file, picture.getValue())))
                        .count();
                assertThat((double) right / files.size()).isEqualTo(accuracy);
            }
        }
    }

    @Test
    void leavesOutWhatCannotBeDecoded() throws IOException {
        byte[] round = picture(true, "png");
        byte[] broken = Arrays.copyOf(round, 40);
        Album album = Album.read(
                zip(Map.of(
                        "a/1.png", round, "b/1.png", picture(false, "png"), "b/2.png", broken, "b/notes.txt", broken)),
                32);
        assertThat(album.unreadable()).containsExactly("b/2.png");
        assertThat(album.labels()).hasSize(2);
    }

    @Test
    void refusesWhatIsNoAlbum() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        assertThatThrownBy(() -> Album.read(text, 32))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessage("The file is no ZIP file");
        Path one = zip(Map.of("a/1.png", picture(true, "png")));
        assertThatThrownBy(() -> Album.read(one, 32)).hasMessageContaining("two folders at least");
        Path broken = zip(Map.of("a/1.png", picture(true, "png"), "b/1.png", new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> Album.read(broken, 32)).hasMessage("No picture of the class b could be decoded");
    }

    @Test
    void aPictureThatClaimsToBeHugeIsNotDecoded() throws IOException {
        byte[] huge = picture(true, "png");
        // The width stands in bytes 16 to 19 of a PNG file.
        ByteBuffer.wrap(huge).putInt(16, 2_000_000_000);
        assertThat(Picture.decode(huge)).isEmpty();
    }

    private static String tell(OnnxModel model, byte[] file) {
        Picture picture = Picture.decode(file).orElseThrow();
        Tensor input = new Tensor.Numbers(
                "image",
                Datatype.UINT8,
                Shape.of(1, picture.height(), picture.width(), 3),
                ByteBuffer.wrap(picture.colours()));
        try (RunControl control = RunControl.within(Duration.ofSeconds(20))) {
            return ((Tensor.Strings) model.run(List.of(input), List.of("label"), control)
                            .getFirst()
                            .tensor())
                    .values()
                    .getFirst();
        }
    }

    private static byte[] picture(boolean round, String format) throws IOException {
        int width = 50 + RANDOM.nextInt(60);
        int height = 50 + RANDOM.nextInt(60);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(new Color(RANDOM.nextInt(100), RANDOM.nextInt(100), RANDOM.nextInt(100)));
        canvas.fillRect(0, 0, width, height);
        canvas.setColor(new Color(155 + RANDOM.nextInt(100), 155 + RANDOM.nextInt(100), 155 + RANDOM.nextInt(100)));
        int size = 30 + RANDOM.nextInt(18);
        int x = RANDOM.nextInt(width - size);
        int y = RANDOM.nextInt(height - size);
        if (round) {
            canvas.fillOval(x, y, size, size);
        } else {
            canvas.fillRect(x, y, size, size);
        }
        canvas.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = folder.resolve("pictures.zip");
        try (ZipOutputStream output = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                output.putNextEntry(new ZipEntry(file.getKey()));
                output.write(file.getValue());
                output.closeEntry();
            }
        }
        return zip;
    }
}
