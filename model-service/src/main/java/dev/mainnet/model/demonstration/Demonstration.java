package dev.mainnet.model.demonstration;

import dev.mainnet.outbox.Sweep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Offers the platform's own models soon after the start, as often as it takes: a runner may not be there yet. */
@Configuration(proxyBeanMethods = false)
class Demonstration {

    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    Sweep platformModels(OfferPlatformModels offerPlatformModels, PlatformModelSettings settings) {
        AtomicBoolean offered = new AtomicBoolean(settings.models().isBlank());
        return new Sweep(
                "Offering the platform's own models",
                EVERY,
                () -> offered.get()
                        ? Mono.empty()
                        : offerPlatformModels.offer(Path.of(settings.models())).doOnSuccess(done -> offered.set(true)));
    }
}
