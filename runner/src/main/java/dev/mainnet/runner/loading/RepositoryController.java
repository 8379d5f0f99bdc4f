package dev.mainnet.runner.loading;

import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Triton's model repository extension: https://github.com/triton-inference-server/server, protocol/extension_model_repository. */
@RestController
class RepositoryController {
    private final LoadedModels models;
    private final LoadModel loadModel;
    private final UnloadModel unloadModel;

    RepositoryController(LoadedModels models, LoadModel loadModel, UnloadModel unloadModel) {
        this.models = models;
        this.loadModel = loadModel;
        this.unloadModel = unloadModel;
    }

    @PostMapping("/v2/repository/index")
    List<Entry> index() {
        return models.names().stream()
                .map(name -> new Entry(name.value(), ModelName.VERSION, "READY", ""))
                .toList();
    }

    @PostMapping("/v2/repository/models/{name}/load")
    Mono<Void> load(@PathVariable String name, ServerHttpRequest request) {
        return loadModel.load(
                new ModelName(name), request.getBody(), request.getHeaders().getContentLength());
    }

    @PostMapping("/v2/repository/models/{name}/unload")
    Mono<Void> unload(@PathVariable String name) {
        return unloadModel.unload(new ModelName(name));
    }

    /** A model that can be called, whether it is in memory or will be opened by the call. */
    record Entry(String name, String version, String state, String reason) {}
}
