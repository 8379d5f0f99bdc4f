package dev.mainnet.model.text;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.signature.TextSignature;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be asked of a text model. An ApiException names the field that is wrong, and its bound. */
@Component
class RequestRules {

    private static final int MOST_STOPS = 4;
    private static final int LONGEST_STOP = 256;
    /** By how much a prompt may have fewer tokens than its estimate. */
    private static final int SURELY = 2;

    private final TextSettings settings;

    RequestRules(TextSettings settings) {
        this.settings = settings;
    }

    /** Checks a request to a model whose context is known, if a runner of ours runs it. */
    void check(TextRequest request, Optional<TextSignature> signature) {
        checkMessages(request);
        signature.ifPresent(known -> checkContext(request, known));
        checkMaxTokens(request.maxTokens(), signature);
        between("temperature", request.temperature(), 0, 2);
        between("top_p", request.topP(), 0, 1);
        between("frequency_penalty", request.frequencyPenalty(), -2, 2);
        between("presence_penalty", request.presencePenalty(), -2, 2);
        if (request.stop().size() > MOST_STOPS) {
            throw ApiException.invalid("stop", "must have at most " + MOST_STOPS + " texts");
        }
        if (request.stop().stream().anyMatch(stop -> stop.isEmpty() || stop.length() > LONGEST_STOP)) {
            throw ApiException.invalid("stop", "must be texts of 1 to " + LONGEST_STOP + " characters");
        }
    }

    private void checkMessages(TextRequest request) {
        if (request.messages().isEmpty()) {
            throw ApiException.invalid("messages", "must have at least one message");
        }
        if (request.messages().size() > settings.maxMessages()) {
            throw ApiException.invalid("messages", "must have at most " + settings.maxMessages() + " messages");
        }
        if (Tokens.characters(request.messages()) > settings.maxPrompt()) {
            throw ApiException.invalid(
                    "messages", "must have at most " + settings.maxPrompt() + " characters together");
        }
        if (request.messages().stream().allMatch(message -> message.text().isEmpty())) {
            throw ApiException.invalid("messages", "must not all be empty");
        }
    }

    /** Only the model can count its tokens; but what is far too long for it need not wait for that. */
    private static void checkContext(TextRequest request, TextSignature signature) {
        long estimate = Tokens.estimate(request.messages());
        if (estimate / SURELY > signature.contextLength()) {
            throw ApiException.contextExceeded("are too long: this model's context has " + signature.contextLength()
                    + " tokens, and the prompt about " + estimate);
        }
    }

    private void checkMaxTokens(@Nullable Integer asked, Optional<TextSignature> signature) {
        int most = Math.min(
                settings.maxTokens(),
                signature.map(TextSignature::contextLength).orElse(Integer.MAX_VALUE));
        if (asked != null && (asked < 1 || asked > most)) {
            throw ApiException.invalid("max_tokens", "must be between 1 and " + most);
        }
    }

    private static void between(String field, @Nullable Double value, int least, int most) {
        if (value != null && !(value >= least && value <= most)) {
            throw ApiException.invalid(field, "must be between " + least + " and " + most);
        }
    }
}
