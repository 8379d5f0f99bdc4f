package dev.mainnet.defaults.objectstore;

import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the files lie.
 *
 * @param location a directory, or {@code s3://bucket}
 */
@ConfigurationProperties("mainnet.object-store")
record ObjectStoreProperties(String location, @DefaultValue S3 s3) {

    private static final String SCHEME = "s3://";

    /**
     * How to reach a bucket.
     *
     * @param endpoint of a server that speaks S3, with the bucket in its paths; empty: Amazon's
     */
    record S3(
            @DefaultValue("") String endpoint,
            @DefaultValue("") String region,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {

        S3 {
            region = region.isBlank() ? "us-east-1" : region;
        }

        @Override
        public String toString() {
            return "S3[endpoint=" + endpoint + ", region=" + region + "]";
        }
    }

    /** The bucket; nothing for a directory. */
    Optional<String> bucket() {
        return location.startsWith(SCHEME)
                ? Optional.of(location.substring(SCHEME.length()).replaceAll("/+$", ""))
                : Optional.empty();
    }
}
