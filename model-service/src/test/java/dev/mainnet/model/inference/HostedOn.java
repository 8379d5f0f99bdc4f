package dev.mainnet.model.inference;

import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.model.runner.Runners;

/** The models on a test's runners. */
public final class HostedOn {

    private HostedOn() {}

    public static HostedModels runners(Runners runners, ObjectStore objects) {
        return new HostedModels(runners, objects);
    }
}
