package dev.mainnet.model.upstream;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A model with limits of time, whose failures say whether any text came before them. Until the first text nothing is passed on, so that
 * another attempt can take its place unseen.
 */
final class BoundedChatModel extends StreamedChatModel {

    private final ChatModel model;
    private final UpstreamSettings settings;

    BoundedChatModel(ChatModel model, UpstreamSettings settings) {
        this.model = model;
        this.settings = settings;
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> new Answer().of(model.stream(prompt)));
    }

    private final class Answer {

        private final Demand demand = new Demand();
        private boolean begun;
        private @Nullable ChatResponse usageBefore;
        private @Nullable ChatResponse endBefore;

        Flux<ChatResponse> of(Flux<ChatResponse> pieces) {
            return pieces.doOnRequest(demand::add)
                    .doOnNext(piece -> demand.take())
                    .timeout(
                            demand.unmetFor(settings.firstTokenTimeout()),
                            piece -> demand.unmetFor(settings.idleTimeout()))
                    .transform(Interruption.by(
                            Mono.delay(settings.longestAnswer()).map(end -> new UpstreamFailure.TimedOut())))
                    .concatMapIterable(this::passOn, 1)
                    .concatWith(Flux.defer(() -> Flux.fromIterable(held())))
                    .onErrorMap(this::failure);
        }

        private List<ChatResponse> passOn(ChatResponse piece) {
            if (begun) {
                return Pieces.isWorthPassingOn(piece) ? List.of(piece) : List.of();
            }
            if (Pieces.textOf(piece).isEmpty()) {
                endBefore = piece.getResults().isEmpty() ? endBefore : piece;
                usageBefore = Pieces.hasUsage(piece) ? piece : usageBefore;
                return List.of();
            }
            begun = true;
            return Stream.concat(held().stream(), Stream.of(piece)).toList();
        }

        /** What came before any text, once: why an answer without a text has ended may come before what it took. */
        private List<ChatResponse> held() {
            List<ChatResponse> before = Stream.of(endBefore, usageBefore)
                    .flatMap(Stream::ofNullable)
                    .distinct()
                    .toList();
            endBefore = null;
            usageBefore = null;
            return before;
        }

        private UpstreamFailure failure(Throwable cause) {
            UpstreamFailure failure = UpstreamErrors.ofFailure(cause);
            return begun ? new UpstreamFailure.BrokenOff(failure) : failure;
        }
    }
}
