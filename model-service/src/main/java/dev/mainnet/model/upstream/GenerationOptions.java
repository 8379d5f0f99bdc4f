package dev.mainnet.model.upstream;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.DefaultChatOptions;

/** How a text is generated: Spring AI's portable options and the seed, which most providers have. */
public final class GenerationOptions extends DefaultChatOptions {

    private final @Nullable Long seed;

    public GenerationOptions(ChatOptions portable, @Nullable Long seed) {
        super(
                portable.getModel(),
                portable.getFrequencyPenalty(),
                portable.getMaxTokens(),
                portable.getPresencePenalty(),
                portable.getStopSequences() == null ? null : List.copyOf(portable.getStopSequences()),
                portable.getTemperature(),
                portable.getTopK(),
                portable.getTopP());
        this.seed = seed;
    }

    /** The seed of options of any kind. */
    static Optional<Long> seedOf(@Nullable ChatOptions options) {
        return options instanceof GenerationOptions own ? Optional.ofNullable(own.seed) : Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GenerationOptions options && super.equals(other) && Objects.equals(seed, options.seed);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Objects.hashCode(seed);
    }
}
