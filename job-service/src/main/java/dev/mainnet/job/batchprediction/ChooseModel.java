package dev.mainnet.job.batchprediction;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.job.catalogue.Catalogue;
import dev.mainnet.job.catalogue.CatalogueDeployment;
import dev.mainnet.job.catalogue.CatalogueModel;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the model that a user may use, and what a request to it costs. */
@Component
class ChooseModel {

    /**
     * A model at a price.
     *
     * @param perRequestMicro micro-credits; zero for one's own model
     * @param earner who is paid for it; nothing for one's own model
     */
    record Choice(CatalogueModel model, long perRequestMicro, Optional<UUID> earner) {}

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Catalogue catalogue;

    ChooseModel(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** One's own model. */
    Mono<Choice> own(Identity me, UUID modelId) {
        if (me.key().flatMap(Identity.KeyGrant::deployments).isPresent()) {
            return Mono.error(notForThisKey());
        }
        return catalogue
                .model(modelId)
                .filter(model -> model.ownerId().equals(me.accountId()))
                .map(model -> new Choice(model, 0, Optional.empty()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Model")));
    }

    /** @param reference a deployment's id, or {@code owner/slug} */
    Mono<Choice> deployed(Identity me, String reference) {
        return find(reference)
                .filter(deployment -> deployment.admits(me.accountId(), me.username()))
                .flatMap(deployment -> mayCall(me, deployment)
                        ? catalogue
                                .model(deployment.modelId())
                                .map(model -> new Choice(
                                        model, deployment.pricePerRequestMicro(), Optional.of(deployment.ownerId())))
                        : Mono.error(notForThisKey()))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Deployment")));
    }

    private Mono<CatalogueDeployment> find(String reference) {
        if (UUID_FORM.matcher(reference).matches()) {
            return catalogue.deployment(UUID.fromString(reference));
        }
        int slash = reference.indexOf('/');
        return slash < 0
                ? Mono.empty()
                : catalogue.deployment(reference.substring(0, slash), reference.substring(slash + 1));
    }

    private static boolean mayCall(Identity me, CatalogueDeployment deployment) {
        return me.key()
                .flatMap(Identity.KeyGrant::deployments)
                .map(allowed -> allowed.contains(deployment.id()))
                .orElse(true);
    }

    private static ApiException notForThisKey() {
        return new ApiException(ErrorCode.FORBIDDEN, "This API key may not use that model");
    }
}
