package dev.mainnet.model.text;

import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.signature.TextSignature;
import java.util.Optional;

/**
 * A deployment that writes text.
 *
 * @param signature what is known of the model, where a runner of ours runs it
 */
public record TextModel(Deployment deployment, Optional<TextSignature> signature) {}
