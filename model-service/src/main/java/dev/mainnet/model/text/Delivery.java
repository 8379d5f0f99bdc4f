package dev.mainnet.model.text;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.model.metering.Charge;
import dev.mainnet.model.metering.Measured;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * What was delivered of a text, counted as it passes. The provider's last report counts if it covers everything delivered; if pieces came
 * after it, each is taken for one token, and where it never reported, four characters are. A provider may belong to whoever earns by the
 * call, so that nobody pays for more than can be true: an answer as long as was asked for, and a token for each byte of the prompt.
 */
final class Delivery {

    private static final String USUAL_END = "stop";

    private final Text text;
    private final long mostCharacters;
    private long characters;
    private long pieces;
    private long piecesSinceReport;
    private @Nullable Usage reported;
    private @Nullable String finishReason;
    private boolean complete;

    Delivery(Text text, long mostCharacters) {
        this.text = text;
        this.mostCharacters = mostCharacters;
    }

    /** Takes in what the provider sent next; answers the piece of text in it, if there is one. */
    synchronized Optional<String> take(ChatResponse response) {
        Usage usage = response.getMetadata().getUsage();
        Optional<Generation> generation = Optional.ofNullable(response.getResult());
        Optional<String> piece = generation
                .map(Generation::getOutput)
                .map(output -> output.getText())
                .filter(said -> !said.isEmpty());
        piece.ifPresent(said -> {
            characters += said.length();
            pieces++;
            piecesSinceReport++;
        });
        generation
                .map(Generation::getMetadata)
                .map(metadata -> metadata.getFinishReason())
                .filter(reason -> !reason.isEmpty())
                .ifPresent(reason -> finishReason = reason.toLowerCase(Locale.ROOT));
        if (usage != null && tokens(usage.getPromptTokens()) + tokens(usage.getCompletionTokens()) > 0) {
            reported = usage;
            piecesSinceReport = 0;
        }
        if (characters > mostCharacters) {
            throw new ApiException(ErrorCode.UPSTREAM_ERROR, "The model's answer is longer than this platform takes");
        }
        return piece;
    }

    /** The provider has said everything. */
    synchronized void complete() {
        complete = true;
    }

    synchronized String finishReason() {
        return Objects.requireNonNullElse(finishReason, USUAL_END);
    }

    synchronized boolean hasBegun() {
        return pieces > 0;
    }

    synchronized TextUsage usage() {
        Usage report = reported;
        if (report == null) {
            return new TextUsage(
                    Tokens.estimate(text.request().messages()),
                    0,
                    Math.min(Tokens.estimate(characters), text.maxTokens()),
                    Measured.ESTIMATED);
        }
        long input = Math.min(
                tokens(report.getPromptTokens()), Tokens.most(text.request().messages()));
        long output = tokens(report.getCompletionTokens());
        long cached = Math.clamp(tokens(report.getCacheReadInputTokens()), 0, input);
        boolean covers = piecesSinceReport == 0;
        return new TextUsage(
                input,
                cached,
                Math.min(covers ? output : Math.max(output, pieces), text.maxTokens()),
                covers ? Measured.REPORTED : Measured.COUNTED);
    }

    /** What was delivered comes to; nothing, as long as nothing was. A complete text is delivered even if it is empty. */
    synchronized Charge charge() {
        if (!complete && pieces == 0) {
            return Charge.NOTHING;
        }
        TextUsage usage = usage();
        return new Charge(text.call().costMicro(usage.quantity()), usage.quantity(), usage.measured(), null);
    }

    private static long tokens(@Nullable Number number) {
        return number == null ? 0 : Math.max(0, number.longValue());
    }
}
