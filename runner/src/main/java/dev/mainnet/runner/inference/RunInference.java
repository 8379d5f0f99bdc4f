package dev.mainnet.runner.inference;

import dev.mainnet.onnx.Output;
import dev.mainnet.onnx.RunControl;
import dev.mainnet.runner.loading.Lease;
import dev.mainnet.runner.loading.LoadedModels;
import dev.mainnet.runner.loading.ModelName;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Calls a model once: reads the request, runs, writes the answer, all on a thread of the queue. */
@Component
public class RunInference {
    private final LoadedModels models;
    private final RunQueue queue;
    private final int maxResponse;

    RunInference(LoadedModels models, RunQueue queue, InferenceSettings settings) {
        this.models = models;
        this.queue = queue;
        this.maxResponse = Math.toIntExact(settings.maxResponse().toBytes());
    }

    /** Answers {@code body}, of which {@code jsonLength} bytes are JSON and the rest binary tensors. */
    Mono<Answer> run(ModelName name, byte[] body, int jsonLength) {
        return queue.submit(name, control -> answer(name, body, jsonLength, control));
    }

    private Answer answer(ModelName name, byte[] body, int jsonLength, RunControl control) {
        InferenceRequest request = RequestReader.read(body, jsonLength);
        request.timeout().ifPresent(control::shorten);
        try (Lease lease = models.lease(name)) {
            List<Output> outputs = lease.model().tensors().run(request.inputs(), request.outputNames(), control);
            return new AnswerWriter(request, maxResponse).write(name, outputs);
        }
    }
}
