package dev.mainnet.defaults.objectstore;

import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** {@link LeftFiles}, for services that import it. */
@Configuration(proxyBeanMethods = false)
public class LeftFilesConfiguration {

    private static final Duration EVERY = Duration.ofSeconds(2);

    @Bean
    LeftFiles leftFiles(DatabaseClient database, ObjectStore objects) {
        return new LeftFiles(database, objects);
    }

    @Bean
    Sweep deletionOfLeftFiles(LeftFiles files) {
        return new Sweep("Deleting files that are left", EVERY, files::deleteSome);
    }
}
