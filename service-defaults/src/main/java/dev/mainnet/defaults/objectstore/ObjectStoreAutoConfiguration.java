package dev.mainnet.defaults.objectstore;

import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The object store, for services that say where it is. */
@AutoConfiguration
@ConditionalOnProperty("mainnet.object-store.location")
@EnableConfigurationProperties(ObjectStoreAutoConfiguration.ObjectStoreProperties.class)
public class ObjectStoreAutoConfiguration {

    /**
     * Where the files lie.
     *
     * @param location a directory
     */
    @ConfigurationProperties("mainnet.object-store")
    record ObjectStoreProperties(Path location) {}

    @Bean
    ObjectStore objectStore(ObjectStoreProperties properties) {
        return new DirectoryObjectStore(properties.location());
    }
}
