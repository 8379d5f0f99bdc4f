package dev.mainnet.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form of a training is read by hand and described by hand: here the two meet. */
class DescribedTrainingTest {

    private final JsonNode described = described();

    @Test
    void everyFieldThatIsDescribedIsTaken() {
        JsonNode example = described.path("example");

        assertThat(example.propertyNames()).isEqualTo(properties("").propertyNames());
        for (String part : List.of("hyperparameters", "early_stopping")) {
            assertThat(example.path(part).propertyNames())
                    .isEqualTo(properties("/properties/" + part).propertyNames());
        }
        TrainingRequest request = new TrainingForm(100).read(example, true);
        assertThat(request.hyperparameters().hiddenSizes()).containsExactly(64, 32);
        assertThat(request.earlyStopping()).isPresent();
    }

    @Test
    void everyModelTypeIsDescribed() {
        assertThat(properties("").path("model_type").path("enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Arrays.stream(ModelType.values()).map(ModelType::text).toList());
    }

    private JsonNode properties(String part) {
        return described.at("/schema" + part + "/properties");
    }

    private static JsonNode described() {
        try (InputStream in = DescribedTrainingTest.class.getResourceAsStream("/openapi.json")) {
            return JsonMapper.shared()
                    .readTree(in)
                    .at("/operations/TrainingController.start/requestBody/content/application~1json");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
