package dev.mainnet.model.deployment;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the world finds deployments.
 *
 * @param publicUrl the gateway's address as clients write it, without a slash at its end
 */
@Validated
@ConfigurationProperties("mainnet.deployment")
public record DeploymentSettings(
        @DefaultValue("http://localhost:4000") URI publicUrl) {

    /** Where a deployment is called. */
    public String apiUrl(Deployment deployment) {
        return publicUrl + "/api/v1/invoke/" + deployment.ownerUsername() + "/" + deployment.slug();
    }
}
