package dev.mainnet.model.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadRequestTest {

    @Test
    void encodesAFileThatComesInPiecesOfAnySize() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            byte[] file = new byte[random.nextInt(200)];
            random.nextBytes(file);
            boolean gguf = round % 2 == 1 && file.length >= 4;
            if (gguf) {
                System.arraycopy("GGUF".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);
            }

            byte[] body = DataBufferUtils.join(LoadRequest.of(Flux.fromIterable(pieces(file, random))))
                    .map(joined -> {
                        byte[] bytes = new byte[joined.readableByteCount()];
                        joined.read(bytes);
                        return bytes;
                    })
                    .block();

            JsonNode parameters = JsonMapper.shared().readTree(body).path("parameters");
            assertThat(Base64.getDecoder()
                            .decode(parameters
                                    .path(gguf ? "file:1/model.gguf" : "file:1/model.onnx")
                                    .asString()))
                    .isEqualTo(file);
            assertThat(parameters.has("config")).isNotEqualTo(gguf);
        }
    }

    private static List<DataBuffer> pieces(byte[] file, Random random) {
        List<DataBuffer> pieces = new ArrayList<>();
        for (int from = 0; from < file.length; ) {
            int length = Math.min(file.length - from, 1 + random.nextInt(10));
            byte[] piece = new byte[length];
            System.arraycopy(file, from, piece, 0, length);
            pieces.add(DefaultDataBufferFactory.sharedInstance.wrap(piece));
            from += length;
        }
        return pieces;
    }
}
