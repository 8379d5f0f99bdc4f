package dev.mainnet.model.upstream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.provider.Credentials;
import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderTerms;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.token.credentials.StaticTokenProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.auth.scheme.BearerAuthScheme;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;

/** The SDK's clients, one for each provider that is called now and then. They share our connections and retry nothing themselves. */
@Component
final class BedrockClients implements AutoCloseable {

    private static final int MOST = 200;
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final Region WHERE_NONE_IS_SAID = Region.US_EAST_1;

    private final SdkAsyncHttpClient http;
    private final Cache<UUID, BedrockRuntimeAsyncClient> clients = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(REMEMBERED)
            .<UUID, BedrockRuntimeAsyncClient>removalListener((id, client, cause) -> close(client))
            .build();

    BedrockClients(EventStreams streams) {
        http = new EgressSdkClient(streams.http());
    }

    BedrockRuntimeAsyncClient of(Provider provider) {
        return clients.get(provider.id(), id -> make(provider.terms()));
    }

    private BedrockRuntimeAsyncClient make(ProviderTerms terms) {
        BedrockRuntimeAsyncClientBuilder builder = BedrockRuntimeAsyncClient.builder()
                .httpClient(http)
                .region(terms.region() == null ? WHERE_NONE_IS_SAID : Region.of(terms.region()))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .defaultProfileFile(nothingFromThisMachine()))
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
        if (terms.baseUrl() != null) {
            builder.endpointOverride(terms.baseUrl());
        }
        Secret apiKey = terms.credentials().apiKey();
        if (apiKey == null) {
            return builder.credentialsProvider(StaticCredentialsProvider.create(credentials(terms.credentials())))
                    .build();
        }
        return builder.tokenProvider(StaticTokenProvider.create(apiKey::text))
                .authSchemeProvider(request -> List.of(AuthSchemeOption.builder()
                        .schemeId(BearerAuthScheme.SCHEME_ID)
                        .build()))
                .build();
    }

    private static AwsCredentials credentials(Credentials credentials) {
        String id = text(credentials.accessKeyId());
        String secret = text(credentials.secretAccessKey());
        Secret session = credentials.sessionToken();
        return session == null
                ? AwsBasicCredentials.create(id, secret)
                : AwsSessionCredentials.create(id, secret, session.text());
    }

    private static String text(@Nullable Secret secret) {
        return Objects.requireNonNull(secret).text();
    }

    /** The machine's own AWS profile is not the owner's. */
    private static ProfileFile nothingFromThisMachine() {
        return ProfileFile.builder()
                .content(new ByteArrayInputStream(new byte[0]))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
    }

    private static void close(@Nullable BedrockRuntimeAsyncClient client) {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public void close() {
        clients.invalidateAll();
        clients.cleanUp();
    }
}
