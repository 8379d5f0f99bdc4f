package dev.mainnet.runner.inference;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.mainnet.runner.RunnerTest;
import dev.mainnet.testing.OnnxModels;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class InferenceTest extends RunnerTest {
    @BeforeEach
    void models() {
        load("floats", OnnxModels.identityFile(DataType.FLOAT, -1, 2));
        load("sum", OnnxModels.sum());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOL    | BOOL   | [true,false]",
                "INT8    | INT8   | [-128,127]",
                "UINT8   | UINT8  | [0,255]",
                "INT16   | INT16  | [-32768,32767]",
                "UINT16  | UINT16 | [0,65535]",
                "INT32   | INT32  | [-2147483648,2147483647]",
                "UINT32  | UINT32 | [0,4294967295]",
                "INT64   | INT64  | [-9223372036854775808,9223372036854775807]",
                "UINT64  | UINT64 | [0,18446744073709551615]",
                "FLOAT   | FP32   | [0.1,-3.4028235E38]",
                "DOUBLE  | FP64   | [0.1,1.7976931348623157E308]",
                "STRING  | BYTES  | [\"\",\"\\u017elu\\u0165 \\\"q\\\"\"]",
            })
    void takesAndAnswersEveryTypeInJson(DataType onnx, String datatype, String data) {
        load("typed", OnnxModels.identityFile(onnx, -1));
        HttpResponse<byte[]> answer = infer(
                "typed",
                "{'id':'42','inputs':[{'data':" + data + ",'name':'x','shape':[2],'datatype':'" + datatype + "'}]}");
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        JsonNode json = json(answer);
        assertThat(json.path("id").asString()).isEqualTo("42");
        assertThat(json.path("model_name").asString()).isEqualTo("typed");
        assertThat(json.path("model_version").asString()).isEqualTo("1");
        JsonNode output = json.path("outputs").get(0);
        assertThat(output.path("name").asString()).isEqualTo("y");
        assertThat(output.path("datatype").asString()).isEqualTo(datatype);
        assertThat(output.path("shape")).isEqualTo(JSON.readTree("[2]"));
        assertThat(output.path("data")).isEqualTo(JSON.readTree(data));
    }

    @Test
    void takesNestedDataAndNamesDataThatIsNestedWrongly() {
        assertThat(json(floats("[2,2]", "[[1,2],[3,4]]")).at("/outputs/0/data"))
                .isEqualTo(JSON.readTree("[1.0,2.0,3.0,4.0]"));
        assertThat(error(floats("[2,2]", "[[1,2,3],[4]]"))).contains("'x'", "nested");
        assertThat(error(floats("[2,2]", "[[1,2],3,4]"))).contains("'x'", "nested");
        assertThat(error(floats("[1,2]", "[[[1,2]]]"))).contains("'x'", "nested deeper");
    }

    private HttpResponse<byte[]> floats(String shape, String data) {
        return infer("floats", "{'inputs':[{'name':'x','shape':" + shape + ",'datatype':'FP32','data':" + data + "}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'name':'z','shape':[1,2],'datatype':'FP32','data':[1,2]}  | no input 'z'",
                "{'name':'x','shape':[1,3],'datatype':'FP32','data':[1,2,3]}| 'x' has shape [1, 3], expected [-1, 2]",
                "{'name':'x','shape':[1,2],'datatype':'INT8','data':[1,2]}  | 'x' has datatype INT8, expected FP32",
                "{'name':'x','shape':[1,2],'datatype':'FLOAT','data':[1,2]} | 'x': there is no datatype 'FLOAT'",
                "{'name':'x','shape':[1,2],'datatype':'FP32','data':[1]}    | 'x': it has 1 elements",
                "{'name':'x','shape':[1,2],'datatype':'FP32','data':[1,2,3]}| 'x': it has more elements",
                "{'name':'x','shape':[1,2],'datatype':'FP32','data':[1,'a']}| 'x': element 1 is no FP32",
                "{'name':'x','shape':[1,2],'datatype':'FP32','data':[1,1e300]}| 'x': element 1 is out of the range",
                "{'name':'x','shape':[1,2],'datatype':'INT8','data':[1,128]}| 'x': element 1 is out of the range",
                "{'name':'x','shape':[1,2],'datatype':'INT8','data':[1,1.5]}| 'x': element 1 is no INT8",
                "{'name':'x','shape':[1,2],'datatype':'FP16','data':[1,2]}  | FP16 has no JSON form",
                "{'name':'x','shape':[1,2],'datatype':'FP32','data':7}      | 'x': 'data' must be a list",
                "{'name':'x','shape':[99999999999,99999999999],'datatype':'FP32','data':[1]} | impossible shape",
                "{'name':'x','shape':[99999999,2],'datatype':'FP32','data':[1]} | more than there are",
                "{'name':'x','shape':[1,2],'datatype':'FP32'}               | 'x' has no data",
                "{'name':'x','datatype':'FP32','data':[1,2]}                | 'x' has no shape",
                "{'shape':[1,2],'datatype':'FP32','data':[1,2]}             | without a name",
                "7                                                          | must be an object",
            })
    void namesWhatDoesNotFit(String input, String message) {
        HttpResponse<byte[]> answer = infer("floats", "{'inputs':[" + input + "]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer)).contains(message);
    }

    @Test
    void refusesWhatIsNoRequest() {
        assertThat(infer("floats", "{'inputs':[").statusCode()).isEqualTo(400);
        assertThat(infer("floats", "[]").statusCode()).isEqualTo(400);
        assertThat(infer("floats", "").statusCode()).isEqualTo(400);
        assertThat(error(infer("floats", "{}"))).contains("'x' is missing");
        assertThat(infer("floats", "{}{}").statusCode()).isEqualTo(400);
        assertThat(error(infer("floats", "{'inputs':[],'outputs':[{'name':'no'}]}")))
                .isNotBlank();
        assertThat(infer("floats", " ".repeat(2 << 20)).statusCode()).isEqualTo(413);
        assertThat(infer("nobody", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/v2/models/floats/versions/2/infer", "{}").statusCode())
                .isEqualTo(404);
        assertThat(get("/v2/elsewhere").statusCode()).isEqualTo(404);
        assertThat(error(get("/v2/elsewhere"))).isNotBlank();
        assertThat(get("/v2/models/floats/infer").statusCode()).isEqualTo(405);
    }

    @Test
    void flattensMapsOfScoresAndNamesTheirClasses() {
        load("scores", OnnxModels.zipMap("setosa", "virginica"));
        JsonNode output = json(infer(
                        "scores", "{'inputs':[{'name':'x','shape':[2,2],'datatype':'FP32','data':[1,2,3,4]}]}"))
                .at("/outputs/0");
        assertThat(output.path("shape")).isEqualTo(JSON.readTree("[2,2]"));
        assertThat(output.path("data")).isEqualTo(JSON.readTree("[1.0,2.0,3.0,4.0]"));
        assertThat(output.at("/parameters/labels")).isEqualTo(JSON.readTree("[\"setosa\",\"virginica\"]"));
        assertThat(json(get("/v2/models/scores")).at("/outputs/0/parameters/labels"))
                .isEqualTo(JSON.readTree("[\"setosa\",\"virginica\"]"));
    }

    @Test
    void mixesJsonAndBinaryTensorsBothWays() {
        ByteBuffer floats = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(1)
                .putFloat(2);
        HttpResponse<byte[]> answer = binary("sum", """
                {"inputs":[{"name":"a","shape":[2],"datatype":"FP32","parameters":{"binary_data_size":8}},
                           {"name":"b","shape":[2],"datatype":"FP32","data":[10,20]}],
                 "outputs":[{"name":"y","parameters":{"binary_data":true}}]}""", floats.array());
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        int jsonLength =
                Integer.parseInt(answer.headers().firstValue(JSON_LENGTH).orElseThrow());
        JsonNode output =
                JSON.readTree(Arrays.copyOf(answer.body(), jsonLength)).at("/outputs/0");
        assertThat(output.at("/parameters/binary_data_size").asInt()).isEqualTo(8);
        assertThat(output.has("data")).isFalse();
        ByteBuffer data = ByteBuffer.wrap(answer.body(), jsonLength, 8).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(data.getFloat()).isEqualTo(11);
        assertThat(data.getFloat()).isEqualTo(22);
    }

    @Test
    void passesHalfPrecisionAndTextInBinary() {
        load("half", OnnxModels.identityFile(DataType.FLOAT16, -1));
        byte[] halves = {0, 60, 0, 64};
        assertThat(echoed("half", "FP16", 2, halves)).isEqualTo(halves);
        load("text", OnnxModels.identityFile(DataType.STRING, -1));
        byte[] texts = {1, 0, 0, 0, 'a', 0, 0, 0, 0};
        assertThat(echoed("text", "BYTES", 2, texts)).isEqualTo(texts);
        HttpResponse<byte[]> asJson = binary(
                "half",
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[2],\"datatype\":\"FP16\",\"parameters\":{\"binary_data_size\":4}}]}",
                halves);
        assertThat(asJson.statusCode()).isEqualTo(400);
        assertThat(error(asJson)).contains("'y' is FP16", "binary");
    }

    private byte[] echoed(String model, String datatype, int elements, byte[] data) {
        HttpResponse<byte[]> answer = binary(
                model,
                "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"x\",\"shape\":[" + elements
                        + "],\"datatype\":\"" + datatype + "\",\"parameters\":{\"binary_data_size\":" + data.length
                        + "}}]}",
                data);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        int jsonLength =
                Integer.parseInt(answer.headers().firstValue(JSON_LENGTH).orElseThrow());
        return Arrays.copyOfRange(answer.body(), jsonLength, answer.body().length);
    }

    @Test
    void refusesBinaryDataOfTheWrongLength() {
        String call = "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],\"datatype\":\"FP32\","
                + "\"parameters\":{\"binary_data_size\":8}}]}";
        assertThat(error(binary("floats", call, new byte[7]))).contains("'x' claims 8 bytes");
        assertThat(error(binary("floats", call, new byte[9]))).contains("1 bytes after the JSON");
        assertThat(error(binary("floats", call.replace("8", "4"), new byte[4]))).contains("'x' has 1 elements");
        HttpResponse<byte[]> lying = send(
                request("/v2/models/floats/infer").header(JSON_LENGTH, "100000").POST(BodyPublishers.ofString(call)));
        assertThat(lying.statusCode()).isEqualTo(400);
    }

    private HttpResponse<byte[]> binary(String model, String json, byte[] data) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] head = json.getBytes(StandardCharsets.UTF_8);
        body.writeBytes(head);
        body.writeBytes(data);
        return send(request("/v2/models/" + model + "/infer")
                .header(JSON_LENGTH, Integer.toString(head.length))
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }
}
