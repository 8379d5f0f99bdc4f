package dev.mainnet.gateway.documentation;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the API is.
 *
 * @param publicUrl the gateway's address as clients write it, without a slash at its end
 */
@Validated
@ConfigurationProperties("mainnet.documentation")
record DocumentationProperties(
        @DefaultValue("http://localhost:4000") URI publicUrl) {}
