package dev.mainnet.model.runner;

import dev.mainnet.defaults.egress.CancelledCalls;
import dev.mainnet.model.tensor.Tensor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * One runner. Its errors are those of {@link RunnerException}, or errors of the public API: {@code unavailable} when it is busy,
 * {@code upstream_timeout}, {@code upstream_error} when it fails or breaks off.
 */
public final class Runner {

    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final URI url;
    private final WebClient calls;
    private final WebClient loads;
    private final WebClient texts;
    private final Duration callTimeout;
    private final Duration loadTimeout;

    /**
     * Calls, loads and texts have clients, and so connections, of their own: a large model on its way and a long text hold up no call.
     */
    Runner(URI url, RunnerClients clients, RunnerSettings settings) {
        this.url = url;
        calls = clients.calls();
        loads = clients.loads();
        texts = clients.texts();
        callTimeout = settings.maxWait().plus(settings.timeout());
        loadTimeout = settings.loadTimeout();
    }

    public URI url() {
        return url;
    }

    /** Sends the model's file; completes when it can be called. */
    public Mono<Void> load(UUID modelId, Flux<DataBuffer> file) {
        return exchange(
                loads.post()
                        .uri(url + "/v2/repository/models/{id}/load", modelId)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(BodyInserters.fromDataBuffers(LoadRequest.of(file))),
                loadTimeout,
                ClientResponse::releaseBody);
    }

    /** Frees what the runner holds of the model. */
    public Mono<Void> unload(UUID modelId) {
        return exchange(
                loads.post().uri(url + "/v2/repository/models/{id}/unload", modelId),
                callTimeout,
                ClientResponse::releaseBody);
    }

    /** What a loaded model takes and gives. */
    public Mono<ModelMetadata> metadata(UUID modelId) {
        return exchange(
                calls.get().uri(url + "/v2/models/{id}", modelId),
                callTimeout,
                response -> response.bodyToMono(JsonNode.class).map(ModelMetadata::read));
    }

    /** Runs the model once; answers all its outputs. */
    public Mono<List<Tensor>> infer(UUID modelId, List<Tensor> inputs) {
        return Mono.defer(() -> {
            InferRequest request = InferRequest.of(inputs);
            return exchange(
                    calls.post()
                            .uri(url + "/v2/models/{id}/infer", modelId)
                            .header(HEADER_LENGTH, Integer.toString(request.headerLength()))
                            .contentType(MediaType.APPLICATION_OCTET_STREAM)
                            .bodyValue(request.body()),
                    callTimeout,
                    Runner::outputs);
        });
    }

    /**
     * Has a text model go on with a conversation: OpenAI's events, as they come. How long it may take is the caller's to say; cancelling
     * ends it on the runner too.
     */
    public Flux<ServerSentEvent<String>> chat(JsonNode request) {
        return CancelledCalls.disconnect(texts.post()
                        .uri(url + "/v1/chat/completions")
                        .contentType(MediaType.APPLICATION_JSON)
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .bodyValue(request)
                        .exchangeToFlux(response -> response.statusCode().is2xxSuccessful()
                                ? response.bodyToFlux(EVENT)
                                : RunnerErrors.<ServerSentEvent<String>>ofAnswer(response)
                                        .flux()))
                .onErrorMap(RunnerErrors::ofFailure);
    }

    private static Mono<List<Tensor>> outputs(ClientResponse response) {
        String length = response.headers().asHttpHeaders().getFirst(HEADER_LENGTH);
        int headerLength = length == null ? -1 : Integer.parseUnsignedInt(length);
        return response.bodyToMono(byte[].class)
                .switchIfEmpty(Mono.error(RunnerErrors::malformed))
                .map(body -> InferAnswer.read(body, headerLength));
    }

    private static <T> Mono<T> exchange(
            RequestHeadersSpec<?> request, Duration timeout, Function<ClientResponse, Mono<T>> read) {
        return request.exchangeToMono(response -> response.statusCode().is2xxSuccessful()
                        ? read.apply(response)
                        : RunnerErrors.ofAnswer(response))
                .timeout(timeout)
                .onErrorMap(RunnerErrors::ofFailure);
    }
}
