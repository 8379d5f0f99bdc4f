package dev.mainnet.model.upstream;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.provider.Provider;
import dev.mainnet.model.provider.ProviderKind;
import dev.mainnet.model.provider.ProviderTerms;
import java.net.URI;
import java.util.Objects;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** A model of OpenAI's, or of any server that speaks its wire format: vLLM, Ollama, llama.cpp, another Mainnet. */
final class OpenAiChatModel extends StreamedChatModel {

    private static final URI OPENAI = URI.create("https://api.openai.com/v1");

    private final EventStreams streams;
    private final Provider provider;
    private final String model;

    private OpenAiChatModel(EventStreams streams, Provider provider, String model) {
        this.streams = streams;
        this.provider = provider;
        this.model = model;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        URI base = Objects.requireNonNullElse(provider.terms().baseUrl(), OPENAI);
        // OpenAI's newer models refuse the name that everybody else knows.
        String limit = "api.openai.com".equalsIgnoreCase(base.getHost()) ? "max_completion_tokens" : "max_tokens";
        return OpenAiWire.read(streams.post(
                URI.create(base + "/chat/completions"),
                headers -> {
                    Secret key = provider.terms().credentials().apiKey();
                    if (key != null) {
                        headers.setBearerAuth(key.text());
                    }
                },
                OpenAiWire.request(prompt, model, limit)));
    }

    /** {@code openai}: an {@code api_key}, or the {@code base_url} of a server that may want none. */
    @Component
    static final class Kind implements ProviderKind {

        private final EventStreams streams;

        Kind(EventStreams streams) {
            this.streams = streams;
        }

        @Override
        public String name() {
            return "openai";
        }

        @Override
        public void check(ProviderTerms terms) {
            if (terms.baseUrl() == null && terms.credentials().apiKey() == null) {
                throw ApiException.invalid("api_key", "is missing");
            }
            CredentialRules.onlyApiKey(terms);
        }

        @Override
        public ChatModel model(Provider provider, String model) {
            return new OpenAiChatModel(streams, provider, model);
        }
    }
}
