package dev.mainnet.model.hub;

import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.registry.Model;

/**
 * A deployment in the catalogue.
 *
 * @param calls how often it was called
 */
record Listing(Deployment deployment, Model model, long calls) {}
