package dev.mainnet.job.artifact;

import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Removes what jobs uploaded that then came to nothing, and checkpoints that nobody goes on from. */
@Configuration(proxyBeanMethods = false)
class ArtifactCleaning {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;

    @Bean
    Sweep unneededArtifacts(Artifacts artifacts, ObjectStore objects) {
        return new Sweep(
                "Removing unneeded artifacts",
                PAUSE,
                () -> artifacts.dropUnneeded(AT_ONCE).concatMap(objects::delete).then());
    }
}
