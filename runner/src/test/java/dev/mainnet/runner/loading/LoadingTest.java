package dev.mainnet.runner.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.runner.RunnerTest;
import dev.mainnet.runner.generation.TextModels;
import dev.mainnet.runner.gguf.TextModelFiles;
import dev.mainnet.runner.refusal.Refusal;
import dev.mainnet.testing.OnnxModels;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class LoadingTest extends RunnerTest {
    private static final String CALL = "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32','data':[7]}]}";

    @Autowired
    private ModelFiles files;

    @Autowired
    private LoadingSettings settings;

    @Autowired
    private SessionSettings sessions;

    @Autowired
    private TextModels texts;

    @Test
    void loadsCallsAndUnloadsAModel() {
        HttpResponse<byte[]> loaded = load("a.b-c_1", OnnxModels.identityFile(DataType.FLOAT, -1));
        assertThat(loaded.statusCode()).as(text(loaded)).isEqualTo(200);
        assertThat(get("/v2/models/a.b-c_1/ready").statusCode()).isEqualTo(200);
        assertThat(infer("a.b-c_1", CALL).statusCode()).isEqualTo(200);
        assertThat(text(post("/v2/repository/index", ""))).contains("\"name\":\"a.b-c_1\"", "\"state\":\"READY\"");
        assertThat(post("/v2/repository/models/a.b-c_1/load", "").statusCode()).isEqualTo(200);
        assertThat(post("/v2/repository/models/a.b-c_1/unload", "{}").statusCode())
                .isEqualTo(200);
        assertThat(infer("a.b-c_1", CALL).statusCode()).isEqualTo(404);
        assertThat(post("/v2/repository/models/a.b-c_1/unload", "").statusCode())
                .isEqualTo(404);
        assertThat(files.find(new ModelName("a.b-c_1"))).isEmpty();
    }

    @Test
    void replacesAModelOfTheSameName() {
        load("replaced", OnnxModels.identityFile(DataType.FLOAT, -1));
        assertThat(load("replaced", OnnxModels.sum()).statusCode()).isEqualTo(200);
        assertThat(text(get("/v2/models/replaced"))).contains("\"name\":\"a\"");
    }

    @Test
    void refusesWhatCannotBeServedAndKeepsNothingOfIt() {
        assertThat(load("bad", "no model".getBytes(StandardCharsets.UTF_8))).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error(answer)).contains("not an ONNX model");
        });
        assertThat(error(load("bad", OnnxModels.withExternalData()))).contains("external data");
        assertThat(error(load("bad", OnnxModels.withUnknownOperator()))).contains("Frobnicate");
        assertThat(get("/v2/models/bad").statusCode()).isEqualTo(404);
        assertThat(files.receiving().getParent()).isEmptyDirectory();
    }

    @Test
    void refusesRequestsThatAreNoLoadRequests() {
        String path = "/v2/repository/models/m/load";
        assertThat(post(path, "[]").statusCode()).isEqualTo(400);
        assertThat(post(path, "{\"parameters\":{\"file:1/model.onnx\":\"%%%\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(path, "{\"parameters\":{\"file:1/weights.bin\":\"AAAA\"}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(path, "{\"parameters\":{\"file:1/model.onnx\":\"AAAA").statusCode())
                .isEqualTo(400);
        assertThat(post(path, "{\"parameters\":{}}").statusCode()).isEqualTo(404);
        assertThat(post("/v2/repository/models/..%2Fm/load", "{}").statusCode()).isEqualTo(400);
        assertThat(post("/v2/repository/models/" + "n".repeat(129) + "/load", "{}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesAModelThatIsTooLargeAlsoWhereTheLengthIsUnknown() {
        byte[] large = OnnxModels.heavy(7 << 20);
        assertThat(load("large", large).statusCode()).isEqualTo(413);
        byte[] body = loadRequest(large).getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> streamed = send(request("/v2/repository/models/large/load")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));
        assertThat(streamed.statusCode()).isEqualTo(413);
    }

    @Test
    void opensEvictedModelsAgainWhileManyAreCalledAtOnce() throws Exception {
        // Each takes 8 MB and twice its 1 MB: four fit into 40 MB at once, six are called.
        for (int i = 0; i < 6; i++) {
            assertThat(load("lru" + i, OnnxModels.heavy(1 << 20)).statusCode()).isEqualTo(200);
        }
        try (var callers = Executors.newFixedThreadPool(3)) {
            List<Callable<Integer>> calls = new ArrayList<>();
            IntStream.range(0, 300)
                    .forEach(i -> calls.add(() -> infer("lru" + i % 6, CALL).statusCode()));
            for (Future<Integer> status : callers.invokeAll(calls)) {
                assertThat(status.get()).isEqualTo(200);
            }
        }
    }

    /** A thread is interrupted when the caller it works for hangs up. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheFileOfAModelWhoseOpeningWasInterrupted(boolean text) throws Exception {
        ModelName name = new ModelName("left-" + text);
        byte[] model = text ? TextModelFiles.certain() : OnnxModels.identityFile(DataType.FLOAT, -1);
        files.keep(name, Files.write(files.receiving(), model));

        try (LoadedModels models = new LoadedModels(files, settings, new InterruptedOpener())) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> models.lease(name))
                    .withMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(files.find(name)).hasValueSatisfying(file -> assertThat(file).exists());
        assertThat(get("/v2/models/" + name).statusCode()).isEqualTo(200);
        post("/v2/repository/models/" + name + "/unload", "");
    }

    @Test
    void dropsTheFileOfAModelThatDoesNotOpenAnyMore() throws Exception {
        ModelName name = new ModelName("damaged");
        files.keep(name, Files.writeString(files.receiving(), "no model"));

        assertThat(infer("damaged", CALL).statusCode()).isEqualTo(404);
        assertThat(files.find(name)).isEmpty();
    }

    private final class InterruptedOpener extends ModelOpener {
        InterruptedOpener() {
            super(settings, sessions, texts, files);
        }

        @Override
        Found look(Path file) {
            Thread.currentThread().interrupt();
            return super.look(file);
        }
    }

    @Test
    void deletesTheFilesLongestUnusedWhenScratchIsFull() {
        for (int i = 0; i < 5; i++) {
            assertThat(load("file" + i, OnnxModels.heavy(5 << 20)).statusCode()).isEqualTo(200);
        }
        assertThat(files.find(new ModelName("file0"))).isEmpty();
        assertThat(files.find(new ModelName("file4"))).isPresent();
        IntStream.range(0, 5).forEach(i -> post("/v2/repository/models/file" + i + "/unload", ""));
    }
}
