package dev.mainnet.model.text;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.model.call.Call;
import dev.mainnet.model.deployment.Quantity;
import dev.mainnet.model.signature.Kind;
import dev.mainnet.model.signature.TextSignature;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Checks a request and starts its call, if the prompt and the longest answer it asks for are covered. */
@Component
class AdmitText {

    /** An answer that is cut off before this is of no use to anybody. */
    private static final int FEWEST_TOKENS = 64;

    private final RequestRules rules;
    private final TextSettings settings;

    AdmitText(RequestRules rules, TextSettings settings) {
        this.rules = rules;
        this.settings = settings;
    }

    /**
     * The text that was admitted. A caller who names no {@code max_tokens} gets as many as are usual, or half, or half of that, if only
     * that is covered.
     */
    Text admit(Call call, TextRequest request) {
        if (call.deployment().kind() != Kind.TEXT) {
            throw ApiException.invalid("model", "writes no text: it is a prediction model");
        }
        Optional<TextSignature> signature = call.model()
                .map(model -> model.signature())
                .filter(TextSignature.class::isInstance)
                .map(TextSignature.class::cast);
        rules.check(request, signature);
        long prompt = Tokens.estimate(request.messages());
        Integer asked = request.maxTokens();
        if (asked != null) {
            admit(call, prompt, asked);
            return new Text(call, request, asked);
        }
        int most = signature
                .map(known -> (int) Math.clamp(known.contextLength() - prompt, 1, settings.defaultMaxTokens()))
                .orElse(settings.defaultMaxTokens());
        return new Text(call, request, admitAtMost(call, prompt, most));
    }

    private static int admitAtMost(Call call, long prompt, int most) {
        int tokens = most;
        while (true) {
            try {
                admit(call, prompt, tokens);
                return tokens;
            } catch (ApiException refusal) {
                if (tokens / 2 < FEWEST_TOKENS) {
                    throw refusal;
                }
                tokens /= 2;
            }
        }
    }

    private static void admit(Call call, long prompt, int maxTokens) {
        call.admit(new Quantity(1, prompt, 0, maxTokens, 0));
    }
}
