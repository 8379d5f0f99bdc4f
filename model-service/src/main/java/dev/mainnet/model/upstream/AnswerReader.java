package dev.mainnet.model.upstream;

import java.time.Duration;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the events of one answer; a format says what each means. An answer that ends before it said so was broken off. */
abstract class AnswerReader {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** How long a provider may take to end the response after the last event, so that its connection can be used again. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /** How long something that is no text may let wait for itself once the text is whole: not every provider says that nothing follows. */
    private static final Duration AFTERMATH = Duration.ofSeconds(2);

    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile boolean complete;

    /** The piece that an event brings. */
    abstract ChatResponse piece(ServerSentEvent<String> event);

    /** All of the answer has come; something that is no text, like the usage, may follow. */
    final void complete() {
        complete = true;
    }

    /** Nothing can follow. */
    final void over() {
        complete = true;
        over.tryEmitEmpty();
    }

    final Flux<ChatResponse> read(Flux<ServerSentEvent<String>> events) {
        return events.map(this::piece)
                .timeout(Mono.never(), piece -> complete ? Mono.delay(AFTERMATH) : Mono.never(), Flux.empty())
                .takeUntilOther(over.asMono().then(Mono.delay(LINGER)))
                .concatWith(Mono.defer(() -> complete ? Mono.empty() : Mono.error(UpstreamFailure.Failed.passing())))
                .onErrorMap(UpstreamErrors::ofFailure);
    }

    static JsonNode json(ServerSentEvent<String> event) {
        String data = event.data();
        return JSON.readTree(data == null ? "{}" : data);
    }
}
