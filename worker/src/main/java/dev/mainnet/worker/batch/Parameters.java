package dev.mainnet.worker.batch;

import dev.mainnet.worker.execution.JobFailedException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a batch prediction is to do.
 *
 * @param columns the feature columns in the order of the model's inputs
 * @param rows in the dataset
 * @param rowsPerRequest rows that go to the model at once
 * @param labels the names of a classifier's classes; empty where the file tells them or there are none
 */
record Parameters(List<String> columns, char delimiter, long rows, int rowsPerRequest, List<String> labels) {

    static Parameters of(JsonNode json) {
        String delimiter = json.path("delimiter").asString(",");
        Parameters parameters = new Parameters(
                texts(json.path("columns")),
                delimiter.isEmpty() ? ',' : delimiter.charAt(0),
                json.path("rows").asLong(0),
                json.path("rows_per_request").asInt(100),
                texts(json.path("labels")));
        if (parameters.columns.isEmpty() || parameters.rowsPerRequest < 1) {
            throw new JobFailedException("The job's parameters are incomplete");
        }
        return parameters;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
