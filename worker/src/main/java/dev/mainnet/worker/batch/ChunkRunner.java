package dev.mainnet.worker.batch;

import dev.mainnet.onnx.OnnxException;
import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.Output;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.worker.execution.JobFailedException;
import dev.mainnet.worker.execution.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a model on a chunk of rows, in one run where it takes any number of rows, and ends it when its time is over. */
final class ChunkRunner {

    private final OnnxModel model;
    private final ModelInputs inputs;
    private final List<String> labels;
    private final Duration timeout;

    ChunkRunner(OnnxModel model, ModelInputs inputs, List<String> labels, Duration timeout) {
        this.model = model;
        this.inputs = inputs;
        this.labels = labels;
        this.timeout = timeout;
    }

    /** @throws JobFailedException where the model cannot compute these rows, or not in time */
    Predictions predict(List<Table.Row> rows, Stop stop) {
        long first = rows.getFirst().line();
        try (RunControl control = RunControl.within(timeout);
                Stop.Registration cancelling = stop.whenStopped(control::cancel)) {
            int size = inputs.rowsPerRun().orElse(rows.size());
            List<Predictions> parts = new ArrayList<>();
            for (int from = 0; from < rows.size(); from += size) {
                parts.add(run(rows.subList(from, Math.min(rows.size(), from + size)), size, control));
            }
            return Predictions.joined(parts);
        } catch (OnnxException.RunCancelled e) {
            stop.check();
            throw e;
        } catch (OnnxException.RunTimedOut e) {
            throw new JobFailedException("The model took longer than " + timeout.toSeconds() + " s for " + rows.size()
                    + " rows from line " + first);
        } catch (OnnxException e) {
            throw new JobFailedException("The model failed on the rows from line " + first + ": " + e.getMessage());
        }
    }

    /** A model of a fixed number of rows is fed the last row again until they are enough. */
    private Predictions run(List<Table.Row> rows, int size, RunControl control) {
        List<Table.Row> filled = new ArrayList<>(rows);
        while (filled.size() < size) {
            filled.add(rows.getLast());
        }
        List<Output> outputs = model.run(inputs.tensors(filled), List.of(), control).stream()
                .map(this::labelled)
                .toList();
        return Predictions.read(outputs, labels, size).first(rows.size());
    }

    /** An answer with the labels that the file declares for it, where it does not bring its own. */
    private Output labelled(Output output) {
        return output.labels().isEmpty()
                ? model.signature()
                        .output(output.tensor().name())
                        .map(spec -> new Output(output.tensor(), spec.labels()))
                        .orElse(output)
                : output;
    }
}
