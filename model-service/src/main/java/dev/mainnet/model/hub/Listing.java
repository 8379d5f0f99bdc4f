package dev.mainnet.model.hub;

import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.registry.Model;
import java.util.Optional;

/**
 * A deployment in the catalogue.
 *
 * @param model what it runs; nothing where it calls a provider's
 * @param calls how often it was called
 */
record Listing(Deployment deployment, Optional<Model> model, long calls) {}
