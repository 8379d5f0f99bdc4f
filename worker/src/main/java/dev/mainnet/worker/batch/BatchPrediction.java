package dev.mainnet.worker.batch;

import dev.mainnet.onnx.OnnxException;
import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.worker.execution.Attempt;
import dev.mainnet.worker.execution.Executor;
import dev.mainnet.worker.execution.JobFailedException;
import dev.mainnet.worker.execution.ResultFile;
import dev.mainnet.worker.execution.WorkDone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Predicts every row of a CSV file with an ONNX model, chunk by chunk, and writes the file again with its predictions. */
public final class BatchPrediction implements Executor {

    private static final String RESULT = "predictions.csv";

    private final int threads;
    private final Duration chunkTimeout;

    /**
     * @param threads that compute one chunk
     * @param chunkTimeout after which a chunk, and with it the job, has failed
     */
    public BatchPrediction(int threads, Duration chunkTimeout) {
        this.threads = threads;
        this.chunkTimeout = chunkTimeout;
    }

    @Override
    public String kind() {
        return "batch_prediction";
    }

    @Override
    public WorkDone execute(Attempt attempt) throws IOException, InterruptedException {
        Parameters parameters = Parameters.of(attempt.parameters());
        Path result = attempt.scratch().resolve(RESULT);
        Path dataset = attempt.input("dataset");
        try (OnnxModel model = open(attempt.input("model"));
                Table table = Table.open(dataset, parameters.delimiter());
                ResultTable results = new ResultTable(result, parameters.delimiter(), table.header())) {
            ModelInputs inputs = new ModelInputs(model.signature(), table, parameters.columns());
            ChunkRunner runner = new ChunkRunner(model, inputs, parameters.labels(), chunkTimeout);
            attempt.log("Predicts " + parameters.rows() + " rows from " + parameters.columns());
            long done = predictAll(attempt, parameters, table, runner, results);
            attempt.log("Predicted " + done + " rows");
        }
        return WorkDone.of(new ResultFile(RESULT, "text/csv;charset=UTF-8", result));
    }

    private static long predictAll(
            Attempt attempt, Parameters parameters, Table table, ChunkRunner runner, ResultTable results) {
        long done = 0;
        for (List<Table.Row> rows = table.read(parameters.rowsPerRequest());
                !rows.isEmpty();
                rows = table.read(parameters.rowsPerRequest())) {
            attempt.stop().check();
            results.write(rows, runner.predict(rows, attempt.stop()));
            done += rows.size();
            attempt.progress((int) Math.min(99, done * 100 / Math.max(done, parameters.rows())));
        }
        return done;
    }

    private OnnxModel open(Path file) {
        try {
            return OnnxModel.open(
                    file,
                    new SessionSettings(threads, SessionSettings.defaults().maxOutputBytes()));
        } catch (OnnxException e) {
            throw new JobFailedException("The model cannot be run: " + e.getMessage());
        }
    }
}
