package dev.mainnet.model.trained;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tries again to register what failed, or was left by an instance that died. */
@Configuration(proxyBeanMethods = false)
class TrainedModelSweep {

    private static final Duration EVERY = Duration.ofSeconds(5);

    @Bean
    Sweep trainedModelsLeft(RegisterTrainedModels registerTrainedModels) {
        return new Sweep("Registering trained models", EVERY, registerTrainedModels::registerDue);
    }
}
