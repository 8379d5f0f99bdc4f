package dev.mainnet.runner.chat;

import dev.mainnet.runner.chat.ChatWire.Usage;
import dev.mainnet.runner.generation.Progress;
import dev.mainnet.runner.generation.TextSettings;
import dev.mainnet.runner.inference.RequestBody;
import dev.mainnet.runner.inference.RequestMemory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Answers conversations. */
@RestController
class ChatController {
    private final CompleteChat completeChat;
    private final RequestMemory memory;
    private final TextSettings settings;
    private final JsonMapper json;

    ChatController(CompleteChat completeChat, RequestMemory memory, TextSettings settings, JsonMapper json) {
        this.completeChat = completeChat;
        this.memory = memory;
        this.settings = settings;
        this.json = json;
    }

    @PostMapping("/v1/chat/completions")
    Mono<Void> complete(ServerHttpRequest request, ServerHttpResponse response) {
        long length = request.getHeaders().getContentLength();
        return Mono.using(
                        () -> memory.reserve(length, settings.maxRequest().toBytes()),
                        share -> RequestBody.read(request, share.bytes()).map(ChatRequestReader::read),
                        RequestMemory.Share::close)
                .flatMap(chat -> chat.stream() ? stream(chat, response) : answer(chat, response));
    }

    private Mono<Void> answer(ChatRequest chat, ServerHttpResponse response) {
        Mono<List<Progress>> answered = completeChat.complete(chat).collectList();
        return Mono.firstWithSignal(answered, hangUp(response)).flatMap(steps -> {
            response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
            return response.writeWith(Mono.just(buffer(response, json.writeValueAsString(completion(chat, steps)))));
        });
    }

    private static Map<String, @Nullable Object> completion(ChatRequest chat, List<Progress> steps) {
        if (!(steps.getFirst() instanceof Progress.Begun(int promptTokens))
                || !(steps.getLast() instanceof Progress.Ended(Progress.Reason reason, int tokens))) {
            throw new IllegalStateException("A generation did not begin and end");
        }
        String text = steps.stream()
                .map(step -> step instanceof Progress.Text(String part, int _) ? part : "")
                .collect(Collectors.joining());
        return new ChatWire(chat.model().value()).completion(text, reason, Usage.of(promptTokens, tokens));
    }

    private Mono<Void> stream(ChatRequest chat, ServerHttpResponse response) {
        ChatStream stream = new ChatStream(json, chat);
        Flux<String> events = completeChat
                .complete(chat)
                .takeUntilOther(hangUp(response))
                .map(stream::write)
                .onErrorResume(e -> stream.begun(), e -> Mono.just(stream.failure(e)));
        response.getHeaders().setContentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8));
        response.getHeaders().setCacheControl("no-cache");
        return response.writeAndFlushWith(events.map(event -> Mono.just(buffer(response, event))));
    }

    /** When the connection is closed. The subscription of a response does not always hear of it, and a slot would go on for nobody. */
    private static <T> Mono<T> hangUp(ServerHttpResponse response) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        return Mono.create(sink -> netty.withConnection(connection -> {
            ChannelFuture closing = connection.channel().closeFuture();
            ChannelFutureListener listener = closed -> sink.success();
            closing.addListener(listener);
            sink.onDispose(() -> closing.removeListener(listener));
        }));
    }

    private static DataBuffer buffer(ServerHttpResponse response, String text) {
        return response.bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
