package dev.mainnet.runner.inference;

import dev.mainnet.runner.loading.LoadedModels;
import dev.mainnet.runner.loading.ModelName;
import dev.mainnet.runner.refusal.Refusal;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Inference of the Open Inference Protocol v2 with Triton's binary tensor data extension. */
@RestController
class InferController {
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private final LoadedModels models;
    private final RunInference runInference;
    private final RequestMemory memory;

    InferController(LoadedModels models, RunInference runInference, RequestMemory memory) {
        this.models = models;
        this.runInference = runInference;
        this.memory = memory;
    }

    @PostMapping("/v2/models/{model}/infer")
    Mono<Void> infer(@PathVariable String model, ServerHttpRequest request, ServerHttpResponse response) {
        return infer(new ModelName(model), request, response);
    }

    private Mono<Void> infer(ModelName name, ServerHttpRequest request, ServerHttpResponse response) {
        if (!models.knows(name)) {
            throw LoadedModels.unknown(name);
        }
        return Mono.using(
                        () -> memory.reserve(request.getHeaders().getContentLength()),
                        share -> RequestBody.read(request, share.bytes())
                                .flatMap(body -> runInference.run(name, body, jsonLength(request, body.length))),
                        RequestMemory.Share::close)
                .flatMap(answer -> write(answer, response));
    }

    @PostMapping("/v2/models/{model}/versions/{version}/infer")
    Mono<Void> infer(
            @PathVariable String model,
            @PathVariable String version,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        return infer(ModelName.versioned(model, version), request, response);
    }

    private static int jsonLength(ServerHttpRequest request, int bodyLength) {
        String header = request.getHeaders().getFirst(JSON_LENGTH);
        if (header == null) {
            return bodyLength;
        }
        try {
            int length = Integer.parseInt(header.strip());
            if (length >= 0 && length <= bodyLength) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a length that does not fit is.
        }
        throw Refusal.invalid("The header " + JSON_LENGTH + " must be a length within the body");
    }

    private static Mono<Void> write(Answer answer, ServerHttpResponse response) {
        response.getHeaders()
                .setContentType(
                        answer.jsonLength().isPresent()
                                ? MediaType.APPLICATION_OCTET_STREAM
                                : MediaType.APPLICATION_JSON);
        response.getHeaders().setContentLength(answer.body().length);
        answer.jsonLength().ifPresent(length -> response.getHeaders().set(JSON_LENGTH, Integer.toString(length)));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
    }
}
