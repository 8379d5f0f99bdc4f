package dev.mainnet.model.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.model.tensor.Datatype;
import dev.mainnet.model.tensor.JsonTensors;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorSpec;
import dev.mainnet.model.tensor.TensorValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class InferAnswerTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @EnumSource(Datatype.class)
    void readsBackEachDatatypeFromItsBinaryForm(Datatype datatype) {
        String data = switch (datatype) {
            case BOOL -> "[true,false]";
            case BYTES -> "[\"a\",\"ü\"]";
            case FP16, BF16, FP32, FP64 -> "[1.5,-2.0]";
            default -> "[1,2]";
        };
        Tensor sent = JsonTensors.read(new TensorSpec("x", datatype, List.of(-1L, 2L)), JSON.readTree(data));
        InferRequest request = InferRequest.of(List.of(sent));

        // A request's inputs have the form of an answer's outputs.
        String header = new String(request.body(), 0, request.headerLength(), StandardCharsets.UTF_8)
                .replace("\"inputs\"", "\"outputs\"");
        byte[] binary = Arrays.copyOfRange(request.body(), request.headerLength(), request.body().length);
        byte[] answer =
                (header + new String(binary, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);

        Tensor back = InferAnswer.read(answer, header.length()).getFirst();
        assertThat(JSON.writeValueAsString(TensorValues.row(back, 0))).isEqualTo(data);
        assertThat(back.datatype()).isEqualTo(datatype);
    }

    @Test
    void readsAnswersInJson() {
        byte[] answer = """
                {"outputs":[{"name":"y","datatype":"INT64","shape":[2,1],"data":[7,8]}]}""".getBytes(StandardCharsets.UTF_8);
        assertThat(JSON.writeValueAsString(
                        TensorValues.all(InferAnswer.read(answer, -1).getFirst())))
                .isEqualTo("[[7],[8]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[999999999999],\"data\":[1]}]}",
                "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[-1],\"data\":[1]}]}",
                "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP99\",\"shape\":[1],\"data\":[1]}]}",
                "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[1]}]}",
                "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1,2]}]}",
                "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1],\"parameters\":{\"binary_data_size\":4}}]}",
                "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"BYTES\",\"shape\":[1],\"parameters\":{\"binary_data_size\":0}}]}",
                "{\"outputs\":[{\"name\":\"y\",\"datatype\":\"FP32\",\"shape\":[1],\"parameters\":{\"binary_data_size\":-4}}]}",
            })
    void callsAnAnswerThatContradictsItselfAnErrorOfTheRunner(String answer) {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> InferAnswer.read(body, body.length))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UPSTREAM_ERROR));
        assertThatThrownBy(() -> InferAnswer.read(body, body.length + 1)).isInstanceOf(ApiException.class);
    }
}
