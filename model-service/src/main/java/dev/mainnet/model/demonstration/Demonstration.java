package dev.mainnet.model.demonstration;

import dev.mainnet.outbox.Sweep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Offers the platform's own models soon after the start, as often as it takes: a runner may not be there yet. */
@Configuration(proxyBeanMethods = false)
class Demonstration {

    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    Sweep platformModels(OfferPlatformModels offerPlatformModels, PlatformModelSettings settings) {
        Instant started = Instant.now();
        return Sweep.untilDone(
                "Offering the platform's own models",
                EVERY,
                () -> offer(offerPlatformModels, settings.models())
                        .flatMap(listed -> offerPlatformModels.withdrawOthers(listed, started)));
    }

    private static Mono<Set<String>> offer(OfferPlatformModels offerPlatformModels, String directory) {
        return directory.isBlank() ? Mono.just(Set.of()) : offerPlatformModels.offer(Path.of(directory));
    }
}
