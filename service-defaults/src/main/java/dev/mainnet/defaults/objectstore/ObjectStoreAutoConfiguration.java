package dev.mainnet.defaults.objectstore;

import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * The object store, for services that say where it is. It is made when somebody asks for it: only the services that keep files bring
 * the client of S3 along.
 */
@AutoConfiguration
@ConditionalOnProperty("mainnet.object-store.location")
@EnableConfigurationProperties(ObjectStoreProperties.class)
public class ObjectStoreAutoConfiguration {

    @Bean
    @Lazy
    ObjectStore objectStore(ObjectStoreProperties properties) {
        return properties
                .bucket()
                .<ObjectStore>map(bucket -> S3ObjectStore.open(bucket, properties.s3()))
                .orElseGet(() -> new DirectoryObjectStore(Path.of(properties.location())));
    }
}
