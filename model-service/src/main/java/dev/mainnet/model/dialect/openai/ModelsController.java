package dev.mainnet.model.dialect.openai;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.PriceList;
import dev.mainnet.model.signature.TextSignature;
import dev.mainnet.model.text.ListTextModels;
import dev.mainnet.model.text.TextModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** {@code GET /v1/models} and {@code /v1/models/{id}}; an id may have a slash. */
@RestController
class ModelsController {

    private final ListTextModels listTextModels;

    ModelsController(ListTextModels listTextModels) {
        this.listTextModels = listTextModels;
    }

    record ModelList(String object, List<ModelEntry> data) {}

    /**
     * OpenAI's {@code model} object.
     *
     * @param created seconds since 1970
     * @param pricing in credits
     * @param contextLength how many tokens prompt and answer may have together, where that is known
     */
    record ModelEntry(
            String id,
            String object,
            long created,
            String ownedBy,
            PriceList pricing,
            @Nullable Integer contextLength) {

        static ModelEntry of(TextModel model) {
            Deployment deployment = model.deployment();
            return new ModelEntry(
                    ModelName.of(deployment),
                    "model",
                    deployment.createdAt().getEpochSecond(),
                    deployment.ownerUsername(),
                    PriceList.of(deployment),
                    model.signature().map(TextSignature::contextLength).orElse(null));
        }
    }

    @GetMapping("/v1/models")
    Mono<ModelList> list(@AuthenticationPrincipal Identity me) {
        return listTextModels
                .list(me)
                .map(models -> new ModelList(
                        "list", models.stream().map(ModelEntry::of).toList()));
    }

    @GetMapping("/v1/models/{id}")
    Mono<ModelEntry> ofPlatform(@AuthenticationPrincipal Identity me, @PathVariable String id) {
        return listTextModels.find(me, ModelName.address(id)).map(ModelEntry::of);
    }

    @GetMapping("/v1/models/{owner}/{slug}")
    Mono<ModelEntry> ofOwner(
            @AuthenticationPrincipal Identity me, @PathVariable String owner, @PathVariable String slug) {
        return listTextModels.find(me, ModelName.address(owner + "/" + slug)).map(ModelEntry::of);
    }
}
