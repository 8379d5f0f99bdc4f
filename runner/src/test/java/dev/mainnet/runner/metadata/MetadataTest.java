package dev.mainnet.runner.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.runner.RunnerTest;
import dev.mainnet.testing.OnnxModels;
import org.junit.jupiter.api.Test;

class MetadataTest extends RunnerTest {
    @Test
    void tellsWhatAModelTakesAndGives() {
        load("sum", OnnxModels.sum());
        String expected = """
                {"name":"sum","versions":["1"],"platform":"onnxruntime_onnx",
                 "inputs":[{"name":"a","datatype":"FP32","shape":[-1]},{"name":"b","datatype":"FP32","shape":[-1]}],
                 "outputs":[{"name":"y","datatype":"FP32","shape":[-1]}]}""";
        assertThat(json(get("/v2/models/sum"))).isEqualTo(JSON.readTree(expected));
        assertThat(json(get("/v2/models/sum/versions/1"))).isEqualTo(JSON.readTree(expected));
        assertThat(get("/v2/models/sum/versions/1/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void tellsThatItIsAlive() {
        assertThat(json(get("/v2")).path("extensions").toString()).contains("binary_tensor_data", "model_repository");
        assertThat(get("/v2/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/v2/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void answers404ForWhatWasNeverLoaded() {
        assertThat(get("/v2/models/nobody").statusCode()).isEqualTo(404);
        assertThat(error(get("/v2/models/nobody/ready"))).contains("unknown model: 'nobody'");
        assertThat(get("/v2/models/no%20body").statusCode()).isEqualTo(400);
    }
}
