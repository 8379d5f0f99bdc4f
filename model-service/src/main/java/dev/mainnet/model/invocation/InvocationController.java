package dev.mainnet.model.invocation;

import dev.mainnet.defaults.error.ErrorBody;
import dev.mainnet.defaults.error.Refusals;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.request.RequestId;
import dev.mainnet.model.call.Address;
import dev.mainnet.model.call.BeginCall;
import dev.mainnet.model.call.Call;
import dev.mainnet.model.call.CallHeaders;
import dev.mainnet.model.inference.Prediction;
import dev.mainnet.model.reply.Frame;
import dev.mainnet.model.reply.Replies;
import dev.mainnet.model.text.GenerateText;
import dev.mainnet.model.text.StreamText;
import dev.mainnet.model.text.TextAnswer;
import dev.mainnet.model.text.TextEvent;
import dev.mainnet.model.text.TextUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code POST /api/v1/invoke/{owner}/{slug}}: one path for predictions and texts, whole or streamed. */
@RestController
class InvocationController {

    private final BeginCall beginCall;
    private final InvokeDeployment invokeDeployment;
    private final GenerateText generateText;
    private final StreamText streamText;
    private final Replies replies;

    InvocationController(
            BeginCall beginCall,
            InvokeDeployment invokeDeployment,
            GenerateText generateText,
            StreamText streamText,
            Replies replies) {
        this.beginCall = beginCall;
        this.invokeDeployment = invokeDeployment;
        this.generateText = generateText;
        this.streamText = streamText;
        this.replies = replies;
    }

    /** Tokens are those of texts. */
    record Usage(
            long requests,
            @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long outputTokens,
            @Nullable String measured) {

        static final Usage ONE = new Usage(1, null, null, null, null);

        static Usage of(TextUsage usage) {
            return new Usage(
                    1,
                    usage.inputTokens(),
                    usage.cachedInputTokens(),
                    usage.outputTokens(),
                    usage.measured().text());
        }
    }

    record Cost(Credits credits, Credits balance) {

        static Cost of(long costMicro, long balanceMicro) {
            return new Cost(Credits.ofMicro(costMicro), Credits.ofMicro(balanceMicro));
        }
    }

    /** The output is one prediction for {@code input}, a list of them for {@code inputs}; or a text. */
    record InvokeResponse(Object output, @Nullable String finishReason, Usage usage, Cost cost) {}

    record TokenData(String text) {}

    record UsageData(Usage usage, Cost cost) {}

    record DoneData(String finishReason) {}

    @PostMapping("/api/v1/invoke/{owner}/{slug}")
    Mono<Void> invoke(
            @AuthenticationPrincipal Identity me,
            @PathVariable String owner,
            @PathVariable String slug,
            @RequestBody InvokeRequest request,
            ServerWebExchange exchange) {
        return beginCall
                .begin(me, new Address(owner, slug), call -> answer(call, request, exchange))
                .then();
    }

    private Mono<Void> answer(Call call, InvokeRequest request, ServerWebExchange exchange) {
        return switch (call.deployment().kind()) {
            case PREDICTION -> predict(call, request, exchange.getResponse());
            case TEXT ->
                isStreamed(request, exchange) ? stream(call, request, exchange) : text(call, request, exchange);
        };
    }

    private Mono<Void> predict(Call call, InvokeRequest request, ServerHttpResponse response) {
        request.requirePrediction();
        return invokeDeployment.invoke(call, request.input(), request.inputs()).flatMap(invocation -> {
            List<Prediction> predictions = invocation.predictions();
            boolean single = !invocation.listed() && predictions.size() == 1;
            CallHeaders.setCost(response.getHeaders(), invocation.costMicro(), invocation.balanceMicro());
            return replies.json(
                    response,
                    new InvokeResponse(
                            single ? predictions.getFirst() : predictions,
                            null,
                            Usage.ONE,
                            Cost.of(invocation.costMicro(), invocation.balanceMicro())));
        });
    }

    private Mono<Void> text(Call call, InvokeRequest request, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        return generateText.generate(call, request.toText()).flatMap(answer -> {
            TextUsage usage = answer.usage();
            CallHeaders.setCost(response.getHeaders(), answer.costMicro(), answer.balanceMicro());
            CallHeaders.setTokens(response.getHeaders(), usage.inputTokens(), usage.outputTokens());
            return replies.json(response, body(answer));
        });
    }

    private static InvokeResponse body(TextAnswer answer) {
        return new InvokeResponse(
                answer.text(),
                answer.finishReason(),
                Usage.of(answer.usage()),
                Cost.of(answer.costMicro(), answer.balanceMicro()));
    }

    private Mono<Void> stream(Call call, InvokeRequest request, ServerWebExchange exchange) {
        String requestId = RequestId.of(exchange);
        return replies.events(
                exchange.getResponse(),
                streamText.stream(call, request.toText()).map(this::frame),
                failure -> Frame.event("error", replies.line(ErrorBody.of(Refusals.of(failure), requestId))));
    }

    private Frame frame(TextEvent event) {
        return switch (event) {
            case TextEvent.Token token -> Frame.event("token", replies.line(new TokenData(token.text())));
            case TextEvent.Settled settled ->
                Frame.event(
                        "usage",
                        replies.line(new UsageData(
                                Usage.of(settled.usage()), Cost.of(settled.costMicro(), settled.balanceMicro()))));
            case TextEvent.Done done -> Frame.event("done", replies.line(new DoneData(done.finishReason())));
        };
    }

    private static boolean isStreamed(InvokeRequest request, ServerWebExchange exchange) {
        return request.stream() != null
                ? request.stream()
                : exchange.getRequest().getHeaders().getAccept().stream()
                        .anyMatch(MediaType.TEXT_EVENT_STREAM::equalsTypeAndSubtype);
    }
}
