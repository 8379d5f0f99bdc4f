package dev.mainnet.job.dispatch;

import dev.mainnet.job.wakeup.Recurring;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;

/** Sweeps once a second: time passes without anybody committing anything. */
@Configuration(proxyBeanMethods = false)
class Sweeping {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    Recurring abandonedJobs(SweepJobs sweepJobs) {
        return new Recurring("Sweeping jobs", Flux.interval(PAUSE), sweepJobs.sweep());
    }
}
