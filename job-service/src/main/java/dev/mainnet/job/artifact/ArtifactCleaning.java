package dev.mainnet.job.artifact;

import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.job.wakeup.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes what jobs uploaded that then came to nothing. */
@Configuration(proxyBeanMethods = false)
class ArtifactCleaning {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;

    @Bean
    Recurring unpaidArtifacts(Artifacts artifacts, ObjectStore objects) {
        Mono<Void> round =
                artifacts.dropUnpaid(AT_ONCE).concatMap(objects::delete).then();
        return new Recurring("Removing unpaid artifacts", Flux.interval(PAUSE), round);
    }
}
