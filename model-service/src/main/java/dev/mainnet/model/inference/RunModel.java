package dev.mainnet.model.inference;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.signature.TensorSignature;
import dev.mainnet.model.tensor.Tensor;
import dev.mainnet.model.tensor.TensorSpec;
import dev.mainnet.model.tensor.TensorStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Runs a model on a call's rows: all at once where the model takes any number of them, else one after the other. */
@Component
public class RunModel {

    private final HostedModels hosted;
    private final InferenceSettings settings;

    RunModel(HostedModels hosted, InferenceSettings settings) {
        this.hosted = hosted;
        this.settings = settings;
    }

    /**
     * The predictions in the order of the rows; for a single {@code input} that holds a whole tensor, one for each of its rows.
     *
     * @param stopwatch is told how long the model worked
     * @return errors {@code unavailable}, {@code upstream_error}, {@code upstream_timeout} of the runner, or
     *     {@code validation_error} when the model itself refuses a value
     */
    public Mono<List<Prediction>> run(Model model, ModelInput input, Stopwatch stopwatch) {
        if (!input.listed()) {
            return runOnce(model, input.rows().getFirst(), stopwatch);
        }
        return stack(model.tensors(), input.rows())
                .map(stacked -> runStacked(model, stacked, input.rows(), stopwatch))
                .orElseGet(() -> runEach(model, input.rows(), stopwatch));
    }

    private Mono<List<Prediction>> runOnce(Model model, List<Tensor> tensors, Stopwatch stopwatch) {
        long rows = tensors.isEmpty() ? 1 : tensors.getFirst().rows();
        return hosted.infer(model, tensors, stopwatch).map(outputs -> Answers.read(model.tensors(), outputs, rows));
    }

    private Mono<List<Prediction>> runStacked(
            Model model, List<Tensor> stacked, List<List<Tensor>> rows, Stopwatch stopwatch) {
        return hosted.infer(model, stacked, stopwatch)
                // The first dimension looked like rows and is not: then each row is a run of its own.
                .flatMap(outputs -> Answers.haveRows(outputs, rows.size())
                        ? Mono.just(Answers.read(model.tensors(), outputs, rows.size()))
                        : runEach(model, rows, stopwatch));
    }

    private Mono<List<Prediction>> runEach(Model model, List<List<Tensor>> rows, Stopwatch stopwatch) {
        if (rows.size() > settings.maxRuns()) {
            return Mono.error(ApiException.invalid(
                    "inputs", "must have at most " + settings.maxRuns() + " rows: this model takes one at a time"));
        }
        return Flux.fromIterable(rows)
                .concatMap(row -> runOnce(model, row, stopwatch))
                .concatMapIterable(predictions -> predictions)
                .collectList();
    }

    private static Optional<List<Tensor>> stack(TensorSignature signature, List<List<Tensor>> rows) {
        boolean stacks = !signature.inputs().isEmpty()
                && signature.inputs().stream().allMatch(TensorSpec::stacksRows)
                && signature.outputs().stream().allMatch(TensorSpec::stacksRows);
        if (!stacks) {
            return Optional.empty();
        }
        List<Tensor> stacked = new ArrayList<>();
        for (int i = 0; i < signature.inputs().size(); i++) {
            int input = i;
            Optional<Tensor> one =
                    TensorStack.of(rows.stream().map(row -> row.get(input)).toList());
            if (one.isEmpty()) {
                return Optional.empty();
            }
            stacked.add(one.get());
        }
        return Optional.of(stacked);
    }
}
