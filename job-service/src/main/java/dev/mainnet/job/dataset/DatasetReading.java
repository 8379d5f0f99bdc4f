package dev.mainnet.job.dataset;

import dev.mainnet.job.wakeup.Recurring;
import dev.mainnet.job.wakeup.WakeUps;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads datasets whenever one was uploaded. */
@Configuration(proxyBeanMethods = false)
class DatasetReading {

    /** One large file keeps no small one waiting. */
    private static final int AT_ONCE = 3;

    @Bean
    Recurring uploadedDatasets(WakeUps wakeUps, ReadDatasets readDatasets) {
        return new Recurring(
                "Reading datasets", wakeUps.on(WakeUps.Channel.DATASET_UPLOADED, ""), readDatasets.readAll(), AT_ONCE);
    }
}
