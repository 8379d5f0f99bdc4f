package dev.mainnet.model.provider;

import org.springframework.ai.chat.model.ChatModel;

/**
 * A kind of provider: one wire format. A bean of this type is all that a new kind needs.
 *
 * <p>docs/providers.md tells what its ChatModel must do.
 */
public interface ProviderKind {

    /** What owners write as {@code kind}. */
    String name();

    /**
     * Checks what this kind needs and what it has no use for.
     *
     * @throws dev.mainnet.defaults.error.ApiException {@code validation_error} that names the field
     */
    void check(ProviderTerms terms);

    /**
     * A model of the provider's. It is made for each call; what is costly to make, the kind keeps for a while by the provider's id.
     *
     * @param model as the provider names it
     */
    ChatModel model(Provider provider, String model);
}
