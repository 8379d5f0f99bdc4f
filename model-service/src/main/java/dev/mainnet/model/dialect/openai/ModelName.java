package dev.mainnet.model.dialect.openai;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.call.Address;
import dev.mainnet.model.deployment.Deployment;
import org.jspecify.annotations.Nullable;

/** How OpenAI's clients name a deployment: {@code owner/slug}, or the slug alone of the platform's own models. */
final class ModelName {

    private ModelName() {}

    static Address address(@Nullable String model) {
        if (model == null || model.isBlank()) {
            throw ApiException.invalid("model", "is missing");
        }
        int slash = model.indexOf('/');
        return slash < 0
                ? new Address(PlatformAccount.USERNAME, PlatformAccount.slug(model))
                : new Address(model.substring(0, slash), model.substring(slash + 1));
    }

    static String of(Deployment deployment) {
        return deployment.ownerId().equals(PlatformAccount.ID)
                ? deployment.slug()
                : deployment.ownerUsername() + "/" + deployment.slug();
    }
}
