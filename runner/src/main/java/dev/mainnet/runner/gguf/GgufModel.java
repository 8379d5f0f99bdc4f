package dev.mainnet.runner.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * What a GGUF file tells of its model.
 *
 * @param architecture the kind of network, as {@code llama} or {@code gpt2}
 * @param trainedContext the most tokens that prompt and answer may have together, as the model was trained
 * @param parameters the number of weights
 * @param chatTemplate how messages become a prompt, in the language of Jinja
 */
public record GgufModel(
        String architecture, int trainedContext, long parameters, NetworkSize size, Optional<String> chatTemplate) {
    private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};

    /** Whether the file begins as a GGUF does. */
    public static boolean recognises(Path file) {
        ByteBuffer head = ByteBuffer.allocate(MAGIC.length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(head, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.flip().equals(ByteBuffer.wrap(MAGIC));
    }

    /**
     * Reads and checks the file.
     *
     * @throws NotGgufException why it cannot be served
     */
    public static GgufModel read(Path file) {
        try (Arena arena = Arena.ofConfined();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new ModelCheck(GgufReader.read(channel.map(MapMode.READ_ONLY, 0, channel.size(), arena))).model();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
