package dev.mainnet.job.dispatch;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Sweeps once a second: time passes without anybody committing anything. */
@Configuration(proxyBeanMethods = false)
class Sweeping {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    Sweep abandonedJobs(SweepJobs sweepJobs) {
        return new Sweep("Sweeping jobs", PAUSE, sweepJobs::sweep);
    }
}
