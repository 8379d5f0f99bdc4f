package dev.mainnet.runner.chat;

import dev.mainnet.runner.loading.LoadedModels;
import dev.mainnet.runner.loading.ModelName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The text models that can be called. */
@RestController
class ModelsController {
    private final LoadedModels models;

    ModelsController(LoadedModels models) {
        this.models = models;
    }

    @GetMapping("/v1/models")
    Listing list() {
        return new Listing(
                "list",
                models.texts().entrySet().stream()
                        .map(text -> entry(text.getKey(), text.getValue()))
                        .toList());
    }

    @GetMapping("/v1/models/{model}")
    Entry model(@PathVariable String model) {
        ModelName name = new ModelName(model);
        return Optional.ofNullable(models.texts().get(name))
                .map(received -> entry(name, received))
                .orElseThrow(() -> LoadedModels.unknown(name));
    }

    private static Entry entry(ModelName name, Instant received) {
        return new Entry(name.value(), "model", received.getEpochSecond(), "mainnet-runner");
    }

    record Listing(String object, List<Entry> data) {}

    record Entry(String id, String object, long created, String owned_by) {}
}
