package dev.mainnet.job.erasure;

import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deletes the files that an erased account left: after the commit, and again until it works. */
@Configuration(proxyBeanMethods = false)
class LeftFilesSweep {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int AT_ONCE = 100;

    @Bean
    Sweep deletionOfLeftFiles(LeftFiles files, ObjectStore objects) {
        return new Sweep(
                "Deleting files that are left",
                EVERY,
                () -> files.some(AT_ONCE)
                        .collectList()
                        .flatMapIterable(keys -> keys)
                        .concatMap(key -> objects.delete(key).then(files.remove(key)))
                        .then());
    }
}
