package dev.mainnet.runner.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufModelTest {
    @TempDir
    private Path directory;

    private GgufModel read(byte[] file) {
        try {
            return GgufModel.read(Files.write(directory.resolve("model"), file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refuses(UnaryOperator<GgufWriter> change, String reason) {
        assertThatExceptionOfType(NotGgufException.class)
                .isThrownBy(() -> read(change.apply(TextModelFiles.writer(1)).file()))
                .withMessageContaining(reason);
    }

    @Test
    void tellsWhatTheFileTells() {
        GgufModel model = read(TextModelFiles.withTemplate("{{ messages }}"));
        assertThat(model.architecture()).isEqualTo("llama");
        assertThat(model.trainedContext()).isEqualTo(1 << 20);
        assertThat(model.parameters()).isEqualTo(2 * 288 * 258 + 3 * 288 + 7 * 288 * 32);
        assertThat(model.size()).isEqualTo(new NetworkSize(258, 1, 288, 32, 1, 32));
        assertThat(model.chatTemplate()).contains("{{ messages }}");
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() throws IOException {
        byte[] whole = TextModelFiles.certain();
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            int length = i < 100 ? i : random.nextInt(whole.length - 64);
            assertThatExceptionOfType(NotGgufException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> read(java.util.Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void saysOfADamagedHeaderNothingButThatItIsDamaged() {
        byte[] whole = TextModelFiles.certain();
        int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf("blk.0.ffn_down") + 60;
        Random random = new Random(2);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j < 1 + i % 4; j++) {
                damaged[random.nextInt(header)] = (byte) random.nextInt(256);
            }
            try {
                read(damaged);
            } catch (NotGgufException e) {
                assertThat(e).hasMessageContaining("not a GGUF model");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "llama.block_count, 100000, llama.block_count",
        "llama.embedding_length, 0, llama.embedding_length",
        "llama.context_length, 0, llama.context_length",
        "llama.embedding_length, 320, token_embd.weight",
        "llama.attention.head_count, 0, head_count",
        "llama.attention.head_count_kv, 7, head_count_kv",
        "llama.rope.dimension_count, 4096, positions",
        "llama.rope.dimension_count, 3, positions",
        "llama.expert_count, 100000, experts",
        "llama.attention.layer_norm_rms_epsilon, 1, epsilon",
        "split.count, 3, one part of several",
        "general.alignment, 7, alignment",
        "tokenizer.ggml.tokens, 1, wrong type",
        "general.architecture, 1, architecture",
    })
    void refusesSizesThatDoNotFit(String key, int value, String reason) {
        refuses(writer -> writer.without(key).number(key, value), reason);
    }

    @Test
    void refusesListsThatLlamaCppWouldReadBeyond() {
        refuses(writer -> writer.numbers("tokenizer.ggml.token_type", 1, 1), "2 elements for 258 tokens");
        refuses(writer -> writer.numbers("tokenizer.ggml.scores", 1), "wrong type");
        refuses(writer -> writer.numbers("tokenizer.ggml.merges", 1), "wrong type");
        refuses(writer -> writer.texts("tokenizer.ggml.tokens", java.util.Collections.nCopies(258, "x")), "twice");
        refuses(writer -> writer.text("tokenizer.ggml.model", "llama"), "<0x00>");
        refuses(writer -> writer.text("tokenizer.ggml.model", "rwkv"), "tokenizer is 'rwkv'");
        refuses(writer -> writer.texts("tokenizer.ggml.tokens", List.of("a", "b")), "token_type");
    }

    @Test
    void refusesNetworksThatContinueNoText() {
        refuses(writer -> writer.text("general.architecture", "bert"), "continues no text");
        refuses(writer -> writer.without("general.architecture"), "architecture");
        refuses(writer -> writer.without("token_embd.weight"), "token_embd.weight");
    }

    @Test
    void recognisesAFileByItsFirstBytes() throws IOException {
        assertThat(GgufModel.recognises(Files.write(directory.resolve("a"), TextModelFiles.certain())))
                .isTrue();
        assertThat(GgufModel.recognises(Files.writeString(directory.resolve("b"), "GGU")))
                .isFalse();
        assertThat(GgufModel.recognises(Files.writeString(directory.resolve("c"), "something else")))
                .isFalse();
    }
}
