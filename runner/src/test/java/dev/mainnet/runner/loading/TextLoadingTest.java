package dev.mainnet.runner.loading;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.runner.RunnerTest;
import dev.mainnet.runner.gguf.TextModelFiles;
import dev.mainnet.testing.OnnxModels;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TextLoadingTest extends RunnerTest {
    @Autowired
    private ModelFiles files;

    @Test
    void loadsDescribesAndUnloadsATextModel() {
        HttpResponse<byte[]> loaded = load("text-1", TextModelFiles.certain());
        assertThat(loaded.statusCode()).as(text(loaded)).isEqualTo(200);
        assertThat(json(get("/v2/models/text-1"))).isEqualTo(JSON.readTree("""
                {"name":"text-1","versions":["1"],"platform":"gguf","inputs":[],"outputs":[],
                 "architecture":"llama","context_length":16384,"parameter_count":213984,"chat_template":false}"""));
        assertThat(text(post("/v2/repository/index", ""))).contains("\"name\":\"text-1\"");
        assertThat(get("/v2/models/text-1/ready").statusCode()).isEqualTo(200);
        assertThat(text(get("/v1/models"))).contains("\"id\":\"text-1\"");
        assertThat(json(get("/v1/models/text-1")).path("object").asString()).isEqualTo("model");
        assertThat(post("/v2/repository/models/text-1/unload", "{}").statusCode())
                .isEqualTo(200);
        assertThat(get("/v2/models/text-1").statusCode()).isEqualTo(404);
        assertThat(get("/v1/models/text-1").statusCode()).isEqualTo(404);
        assertThat(files.find(new ModelName("text-1"))).isEmpty();
    }

    @Test
    void tellsTheKindByTheBytesAndNotByTheFilesName() {
        String asOnnx = loadRequest(TextModelFiles.certain());
        assertThat(asOnnx).contains("file:1/model.onnx");
        assertThat(post("/v2/repository/models/text-2/load", asOnnx.replace("file:1/model.onnx", "file:1/model.gguf"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(text(get("/v2/models/text-2"))).contains("\"platform\":\"gguf\"");
        post("/v2/repository/models/text-2/unload", "");
    }

    @Test
    void refusesABrokenModelAndKeepsNothingOfIt() {
        byte[] whole = TextModelFiles.certain();
        HttpResponse<byte[]> cut = load("broken", Arrays.copyOf(whole, whole.length / 2));
        assertThat(cut.statusCode()).isEqualTo(400);
        assertThat(error(cut)).contains("not a GGUF model", "cut off or damaged");
        byte[] unknown = TextModelFiles.writer(1)
                .text("general.architecture", "frobnicate")
                .file();
        assertThat(load("broken", unknown).statusCode()).isEqualTo(400);
        byte[] incomplete =
                TextModelFiles.writer(1).without("blk.0.ffn_up.weight").file();
        assertThat(error(load("broken", incomplete))).contains("llama.cpp cannot open the model");
        float[] values = new float[288];
        Arrays.fill(values, Float.NaN);
        byte[] notNumbers = TextModelFiles.writer(1)
                .tensor("output_norm.weight", values, 288)
                .file();
        assertThat(load("broken", notNumbers).statusCode()).isEqualTo(400);
        HttpResponse<byte[]> template = load("broken", TextModelFiles.withTemplate("{% frobnicate %}"));
        assertThat(error(template)).contains("chat template cannot be used", "frobnicate");
        assertThat(get("/v2/models/broken").statusCode()).isEqualTo(404);
        assertThat(files.receiving().getParent()).isEmptyDirectory();
    }

    @Test
    void refusesAModelThatNeedsMoreMemoryThanThereIs() {
        byte[] wide = TextModelFiles.writer(1)
                .number("llama.attention.key_length", 32000)
                .number("llama.feed_forward_length", 1 << 20)
                .file();
        HttpResponse<byte[]> refused = load("wide", wide);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(error(refused)).contains("MB of memory");
    }

    @Test
    void sharesMemoryWithTensorModelsAndOpensClosedOnesAgain() {
        load("shared-text", TextModelFiles.certain());
        for (int i = 0; i < 4; i++) {
            load("shared-" + i, OnnxModels.heavy(1 << 20));
        }
        IntStream.range(0, 3).forEach(_ -> {
            assertThat(infer("shared-3", "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32','data':[7]}]}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(text(post(
                            "/v1/chat/completions",
                            "{\"model\":\"shared-text\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")))
                    .contains(TextModelFiles.AFTER_A.substring(TextModelFiles.AFTER_A.indexOf('y')));
        });
        IntStream.range(0, 4).forEach(i -> post("/v2/repository/models/shared-" + i + "/unload", ""));
        post("/v2/repository/models/shared-text/unload", "");
    }

    @Test
    void tellsWhereAModelOfTheOtherKindIsCalled() {
        load("kind-text", TextModelFiles.certain());
        load("kind-tensor", OnnxModels.identityFile(DataType.FLOAT, -1));
        assertThat(error(infer("kind-text", "{'inputs':[{'name':'x','shape':[1],'datatype':'FP32','data':[7]}]}")))
                .contains("/v1/chat/completions");
        assertThat(text(post(
                        "/v1/chat/completions",
                        "{\"model\":\"kind-tensor\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}")))
                .contains("no text model", "invalid_request_error");
        post("/v2/repository/models/kind-text/unload", "");
        post("/v2/repository/models/kind-tensor/unload", "");
    }
}
