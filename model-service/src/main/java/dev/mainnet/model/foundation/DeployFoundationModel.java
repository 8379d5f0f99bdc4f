package dev.mainnet.model.foundation;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.Deployments;
import dev.mainnet.model.deployment.NamedDeployments;
import dev.mainnet.outbox.Outbox;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Gives an account a model by its name, and a key that calls this model and nothing else. */
@Component
public class DeployFoundationModel {

    private static final int LONGEST_NAME = 200;
    private static final Pattern CALLABLE = Pattern.compile("[A-Za-z0-9._:-]+");

    private final Deployments deployments;
    private final NamedDeployments named;
    private final Bedrock bedrock;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    DeployFoundationModel(
            Deployments deployments,
            NamedDeployments named,
            Bedrock bedrock,
            Outbox outbox,
            TransactionalOperator transaction) {
        this.deployments = deployments;
        this.named = named;
        this.bedrock = bedrock;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /**
     * What was deployed.
     *
     * @param name by which it is called: the model's, or the deployment's where a path cannot hold that
     * @param key which nobody can be shown again
     */
    public record Deployed(String name, Secret key) {}

    /**
     * The model's name and key. Deployed again, a model stays as it is, and the new key takes the place of the former.
     *
     * @return an error {@code validation_error} for a name that nobody offers, {@code unavailable} for one of Bedrock's while that is not
     *     configured
     */
    public Mono<Deployed> deploy(Identity caller, String modelName) {
        if (modelName.isBlank() || modelName.length() > LONGEST_NAME) {
            return Mono.error(ApiException.invalid("modelName", "must have 1 to " + LONGEST_NAME + " characters"));
        }
        Secret key = Secret.apiKey();
        return deployments
                .findText(PlatformAccount.ID, modelName)
                .filter(found -> found.isOpenTo(caller))
                .switchIfEmpty(Mono.defer(() -> deployments.findText(caller.accountId(), modelName)))
                .switchIfEmpty(Mono.error(() -> notOffered(modelName)))
                .delayUntil(found -> named.add(caller.accountId(), callable(modelName, found), found.id()))
                .delayUntil(found -> tellOfKey(found, key, caller))
                .map(found -> new Deployed(callable(modelName, found), key))
                .as(transaction::transactional);
    }

    private static String callable(String modelName, Deployment deployment) {
        return CALLABLE.matcher(modelName).matches() ? modelName : deployment.slug();
    }

    private Mono<Void> tellOfKey(Deployment deployment, Secret key, Identity caller) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return outbox.append(deployment.keyIssued(key, caller.accountId(), now));
    }

    private ApiException notOffered(String modelName) {
        if (Bedrock.isName(modelName) && !bedrock.isConfigured()) {
            return new ApiException(
                    ErrorCode.UNAVAILABLE,
                    "AWS Bedrock is not configured on this platform, so its model " + modelName
                            + " cannot be deployed");
        }
        return ApiException.invalid("modelName", "is none of the models that are offered: " + modelName);
    }
}
