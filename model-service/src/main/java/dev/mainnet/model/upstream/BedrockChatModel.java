package dev.mainnet.model.upstream;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.provider.Credentials;
import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderKind;
import dev.mainnet.model.provider.ProviderTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/** A foundation model on AWS Bedrock, by ConverseStream: one request for all of its model families. */
final class BedrockChatModel extends StreamedChatModel {

    private final BedrockClients clients;
    private final Provider provider;
    private final String model;

    private BedrockChatModel(BedrockClients clients, Provider provider, String model) {
        this.clients = clients;
        this.provider = provider;
        this.model = model;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> {
            BedrockRuntimeAsyncClient client = clients.of(provider);
            BedrockAnswer answer = new BedrockAnswer();
            CompletableFuture<Void> call = client.converseStream(request(prompt), answer);
            return answer.pieces(call);
        });
    }

    private ConverseStreamRequest request(Prompt prompt) {
        List<SystemContentBlock> system = new ArrayList<>();
        List<Message> messages = new ArrayList<>();
        prompt.getInstructions().forEach(message -> {
            String text = Objects.requireNonNullElse(message.getText(), "");
            if (message.getMessageType() == MessageType.SYSTEM) {
                system.add(SystemContentBlock.fromText(text));
            } else {
                messages.add(Message.builder()
                        .role(
                                message.getMessageType() == MessageType.ASSISTANT
                                        ? ConversationRole.ASSISTANT
                                        : ConversationRole.USER)
                        .content(ContentBlock.fromText(text))
                        .build());
            }
        });
        ConverseStreamRequest.Builder request =
                ConverseStreamRequest.builder().modelId(model).messages(messages);
        if (!system.isEmpty()) {
            request.system(system);
        }
        ChatOptions options = prompt.getOptions();
        return options == null
                ? request.build()
                : request.inferenceConfig(limits(options)).build();
    }

    private static InferenceConfiguration limits(ChatOptions options) {
        InferenceConfiguration.Builder limits = InferenceConfiguration.builder().maxTokens(options.getMaxTokens());
        if (options.getTemperature() != null) {
            limits.temperature(options.getTemperature().floatValue());
        }
        if (options.getTopP() != null) {
            limits.topP(options.getTopP().floatValue());
        }
        if (options.getStopSequences() != null && !options.getStopSequences().isEmpty()) {
            limits.stopSequences(options.getStopSequences());
        }
        return limits.build();
    }

    /** {@code bedrock}: a {@code region}, and an {@code api_key} or an access key of AWS; {@code base_url} for a private endpoint. */
    @Component
    static final class Kind implements ProviderKind {

        private final BedrockClients clients;

        Kind(BedrockClients clients) {
            this.clients = clients;
        }

        @Override
        public String name() {
            return "bedrock";
        }

        @Override
        public void check(ProviderTerms terms) {
            Credentials credentials = terms.credentials();
            if (terms.region() == null) {
                throw ApiException.invalid("region", "is missing");
            }
            if (credentials.apiKey() != null) {
                if (credentials.accessKeyId() != null || credentials.secretAccessKey() != null) {
                    throw ApiException.invalid("api_key", "cannot be given beside an access key");
                }
                return;
            }
            if (credentials.accessKeyId() == null) {
                throw ApiException.invalid("access_key_id", "is missing, and so is api_key");
            }
            if (credentials.secretAccessKey() == null) {
                throw ApiException.invalid("secret_access_key", "is missing");
            }
        }

        @Override
        public ChatModel model(Provider provider, String model) {
            return new BedrockChatModel(clients, provider, model);
        }
    }
}
