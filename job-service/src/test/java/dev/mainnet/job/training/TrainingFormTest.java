package dev.mainnet.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ApiException.Detail;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TrainingFormTest {

    private static final String DATASET = "0199a1b2-0000-7000-8000-0000000000c1";

    private final TrainingForm form = new TrainingForm(1000);

    @Test
    void takesTheDocumentsExample() {
        TrainingRequest request = read("""
                {"dataset_id": "%s", "model_type": "resnet50",
                 "hyperparameters": {"learning_rate": 0.001, "batch_size": 32, "epochs": 100, "optimizer": "adam"},
                 "validation_split": 0.2,
                 "early_stopping": {"enabled": true, "patience": 10, "monitor": "val_loss"}}
                """.formatted(DATASET));

        assertThat(request.modelType()).isEqualTo(ModelType.RESNET50);
        assertThat(request.hyperparameters().epochs()).isEqualTo(100);
        assertThat(request.earlyStopping()).contains(new TrainingRequest.EarlyStopping(10, "val_loss"));
    }

    @Test
    void hasADefaultForAllButDatasetAndNetwork() {
        TrainingRequest request = read("{\"dataset_id\": \"%s\", \"model_type\": \"mlp\"}".formatted(DATASET));

        assertThat(request.validationSplit()).isEqualTo(0.2);
        assertThat(request.earlyStopping()).isEmpty();
        assertThat(request.hyperparameters().optimizer()).isEqualTo("adam");
        assertThat(request.hyperparameters().learningRate()).isEmpty();
        assertThat(request.hyperparameters().weightDecay()).isEqualTo(ModelType.MLP.weightDecay());
    }

    @Test
    void noWeightDecaysWhereSomebodySaysSo() {
        TrainingRequest request =
                read("{\"dataset_id\": \"%s\", \"model_type\": \"mlp\", \"hyperparameters\": {\"weight_decay\": 0}}"
                        .formatted(DATASET));

        assertThat(request.hyperparameters().weightDecay()).isZero();
    }

    @Test
    void tellsEveryMistakeUnderItsField() {
        assertThat(mistakes("""
                {"dataset_id": "x", "model_type": "gpt5",
                 "hyperparameters": {"learning_rate": 1.5, "batch_size": 0, "epochs": 2.5, "optimizer": "adagrad",
                                     "weight_decay": -1, "seed": "one", "hidden_sizes": [0]},
                 "validation_split": 1, "early_stopping": {"enabled": "yes", "patience": 0, "monitor": "luck"}}
                """))
                .extracting(Detail::field)
                .containsExactlyInAnyOrder(
                        "dataset_id",
                        "model_type",
                        "learning_rate",
                        "batch_size",
                        "epochs",
                        "optimizer",
                        "weight_decay",
                        "seed",
                        "hidden_sizes",
                        "validation_split",
                        "enabled",
                        "patience",
                        "monitor");
    }

    @Test
    void saysTheRangeAsTheDocumentDoes() {
        assertThat(mistakes(
                        "{\"dataset_id\": \"%s\", \"model_type\": \"mlp\", \"hyperparameters\": {\"learning_rate\": 2}}"
                                .formatted(DATASET)))
                .containsExactly(new Detail("learning_rate", "Must be between 0 and 1"));
    }

    @Test
    void refusesUnknownFieldsWhereItIsStrictOnly() {
        String body = "{\"dataset_id\": \"%s\", \"model_type\": \"mlp\", \"gpu\": true}".formatted(DATASET);

        assertThat(read(body).modelType()).isEqualTo(ModelType.MLP);
        ApiException refusal = catchThrowableOfType(
                ApiException.class, () -> form.read(JsonMapper.shared().readTree(body), true));
        assertThat(refusal.details()).containsExactly(new Detail("gpu", "Is not known"));
    }

    @Test
    void refusesAPerceptronThatIsTooLargeAndNamesTheSizesItHas() {
        assertThat(mistakes("""
                {"dataset_id": "%s", "model_type": "mlp", "hyperparameters": {"hidden_sizes": [4096, 4096]}}
                """.formatted(DATASET)))
                .containsExactly(new Detail("hidden_sizes", "Must not make more than 10000000 weights between them"));
        assertThat(read("{\"dataset_id\": \"%s\", \"model_type\": \"mlp\"}".formatted(DATASET))
                        .hyperparameters()
                        .hiddenSizes())
                .containsExactly(64, 32);
    }

    private TrainingRequest read(String body) {
        return form.read(JsonMapper.shared().readTree(body), false);
    }

    private List<Detail> mistakes(String body) {
        return catchThrowableOfType(ApiException.class, () -> read(body)).details();
    }
}
