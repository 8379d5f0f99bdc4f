package dev.mainnet.model.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.contracts.PlatformAccount;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.ModelServiceTest;
import dev.mainnet.model.Scenario;
import dev.mainnet.model.deployment.Deployments;
import dev.mainnet.model.deployment.KeepDeployment;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.deployment.Visibility;
import dev.mainnet.model.deployment.WithdrawDeployments;
import dev.mainnet.model.provider.AddProvider;
import dev.mainnet.model.provider.ProviderTerms;
import dev.mainnet.model.provider.Providers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ModelServiceTest
class OfferBedrockModelsTest {

    @Autowired
    AddProvider addProvider;

    @Autowired
    Providers providers;

    @Autowired
    KeepDeployment keepDeployment;

    @Autowired
    WithdrawDeployments withdrawDeployments;

    @Autowired
    Deployments deployments;

    @Test
    void itsModelsAreThePlatformsUnderBothNames() {
        String model = "meta." + Scenario.unique("llama").replace("-", "") + "-v1:0";
        Bedrock bedrock = new Bedrock(
                List.of("ap-south-1", "us-west-1"), "AKIA", new Secret("secret"), null, null, List.of(model + "=20"));

        OfferBedrockModels.offer(bedrock, addProvider, keepDeployment).block();
        OfferBedrockModels.offer(bedrock, addProvider, keepDeployment).block();

        var found = deployments.findText(PlatformAccount.ID, model).block();
        assertThat(found).isNotNull();
        assertThat(found.slug()).isEqualTo(bedrock.offers().getFirst().slug());
        assertThat(found.terms().source())
                .isInstanceOfSatisfying(
                        Source.Upstream.class,
                        upstream -> assertThat(upstream.providerModel()).isEqualTo(model));
        assertThat(found.terms().pricing().per100OutputTokensMicro()).isEqualTo(20_000_000);
        assertThat(deployments.findText(PlatformAccount.ID, found.slug()).block())
                .isEqualTo(found);
    }

    @Test
    void isCalledWhereItIsSaidToBeAndWithTheTokenOfTemporaryCredentials() {
        String model = "meta." + Scenario.unique("llama").replace("-", "");
        Bedrock bedrock = new Bedrock(
                List.of("ap-south-1"),
                "AKIA",
                new Secret("secret"),
                new Secret("temporary"),
                "https://bedrock.example.com",
                List.of(model + "=1"));

        OfferBedrockModels.offer(bedrock, addProvider, keepDeployment).block();

        var source = (Source.Upstream)
                deployments.findText(PlatformAccount.ID, model).block().terms().source();
        ProviderTerms terms =
                providers.find(PlatformAccount.ID, source.providerId()).block().terms();
        assertThat(terms.baseUrl()).hasToString("https://bedrock.example.com");
        assertThat(terms.credentials().sessionToken().text()).isEqualTo("temporary");
    }

    @Test
    void whatIsNoLongerConfiguredIsWithdrawn() {
        String kept = "meta." + Scenario.unique("llama").replace("-", "");
        String dropped = "meta." + Scenario.unique("llama").replace("-", "");
        Bedrock former = bedrock(kept + "=1", dropped + "=1");
        OfferBedrockModels.offer(former, addProvider, keepDeployment).block();
        Bedrock now = bedrock(kept + "=1");

        OfferBedrockModels.withdrawOthers(now, withdrawDeployments, Instant.now())
                .block();

        assertThat(visibility(kept)).isEqualTo(Visibility.PUBLIC);
        assertThat(visibility(dropped)).isEqualTo(Visibility.PRIVATE);
        OfferBedrockModels.withdrawOthers(bedrock(), withdrawDeployments, Instant.now())
                .block();
        assertThat(visibility(kept)).isEqualTo(Visibility.PRIVATE);
        OfferBedrockModels.offer(now, addProvider, keepDeployment).block();
        assertThat(visibility(kept)).isEqualTo(Visibility.PUBLIC);
    }

    private Visibility visibility(String model) {
        return deployments.findText(PlatformAccount.ID, model).block().terms().visibility();
    }

    private static Bedrock bedrock(String... models) {
        return new Bedrock(List.of("ap-south-1"), "AKIA", new Secret("secret"), null, null, List.of(models));
    }
}
