package dev.mainnet.model.dialect.openai;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.error.Refusals;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.call.BeginCall;
import dev.mainnet.model.call.Call;
import dev.mainnet.model.call.CallHeaders;
import dev.mainnet.model.reply.Frame;
import dev.mainnet.model.reply.Replies;
import dev.mainnet.model.text.GenerateText;
import dev.mainnet.model.text.StreamText;
import dev.mainnet.model.text.TextRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code POST /v1/chat/completions}. */
@RestController
class ChatCompletionController {

    private static final Frame DONE = Frame.data("[DONE]");

    private final BeginCall beginCall;
    private final GenerateText generateText;
    private final StreamText streamText;
    private final Replies replies;

    ChatCompletionController(BeginCall beginCall, GenerateText generateText, StreamText streamText, Replies replies) {
        this.beginCall = beginCall;
        this.generateText = generateText;
        this.streamText = streamText;
        this.replies = replies;
    }

    @PostMapping("/v1/chat/completions")
    Mono<Void> complete(
            @AuthenticationPrincipal Identity me,
            @RequestBody ChatCompletionRequest request,
            ServerHttpResponse response) {
        TextRequest text = request.toText();
        return beginCall
                .begin(me, ModelName.address(request.model()), call -> answer(call, request, text, response))
                .onErrorMap(ApiException.class, failure -> request.told(ofModel(failure)))
                .then();
    }

    private Mono<Void> answer(Call call, ChatCompletionRequest request, TextRequest text, ServerHttpResponse response) {
        Completion completion = new Completion(call.id(), request);
        return request.isStreamed()
                ? replies.events(response, frames(completion, call, text), this::failed)
                : generateText.generate(call, text).flatMap(answer -> {
                    CallHeaders.setCost(response.getHeaders(), answer.costMicro(), answer.balanceMicro());
                    CallHeaders.setTokens(
                            response.getHeaders(),
                            answer.usage().inputTokens(),
                            answer.usage().outputTokens());
                    return replies.json(response, completion.whole(answer));
                });
    }

    private Flux<Frame> frames(Completion completion, Call call, TextRequest text) {
        return streamText.stream(call, text)
                .concatMapIterable(completion::chunks, 1)
                .map(chunk -> Frame.data(replies.line(chunk)))
                .concatWithValues(DONE);
    }

    private Frame failed(Throwable failure) {
        return Frame.data(replies.line(OpenAiError.of(Refusals.of(failure))));
    }

    /** Clients of this format know a deployment as a model. */
    private static ApiException ofModel(ApiException failure) {
        return failure.code() == ErrorCode.NOT_FOUND
                ? new ApiException(ErrorCode.NOT_FOUND, "The model does not exist, or you do not have access to it")
                        .withDetail("model", "is not known")
                : failure;
    }
}
