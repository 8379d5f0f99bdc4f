package dev.mainnet.model.foundation;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.Deployments;
import dev.mainnet.model.deployment.Source;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells which models everybody may deploy by name, and where. */
@Component
public class ListFoundationModels {

    private static final int MOST = 1_000;

    private final Deployments deployments;
    private final Bedrock bedrock;

    ListFoundationModels(Deployments deployments, Bedrock bedrock) {
        this.deployments = deployments;
        this.bedrock = bedrock;
    }

    /** What is there and works: nothing is listed that only might be configured. */
    public record Options(List<String> models, List<String> regions) {}

    /** The options now. */
    public Mono<Options> list() {
        List<String> regions = bedrock.isConfigured() ? bedrock.regions() : List.of();
        return deployments
                .publicTextsOf(PlatformAccount.ID, MOST)
                .map(ListFoundationModels::name)
                .collectList()
                .map(models -> new Options(models, regions));
    }

    /** A provider's model goes by the provider's name for it. */
    private static String name(Deployment deployment) {
        return deployment.terms().source() instanceof Source.Upstream upstream
                ? upstream.providerModel()
                : deployment.slug();
    }
}
