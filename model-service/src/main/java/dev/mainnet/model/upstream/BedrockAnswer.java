package dev.mainnet.model.upstream;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.MessageStopEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ModelNotReadyException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One answer of ConverseStream, turned from the SDK's callbacks into a stream that is read as it is asked for. */
final class BedrockAnswer implements ConverseStreamResponseHandler {

    private final CompletableFuture<SdkPublisher<ConverseStreamOutput>> events = new CompletableFuture<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private boolean complete;

    Flux<ChatResponse> pieces(CompletableFuture<Void> call) {
        call.exceptionally(cause -> {
            exceptionOccurred(cause);
            return null;
        });
        return Mono.fromFuture(events, true)
                .flatMapMany(stream -> Flux.from(stream).map(this::piece))
                .takeUntilOther(Mono.fromFuture(failure, true))
                .concatWith(Mono.defer(() -> complete ? Mono.empty() : Mono.error(UpstreamFailure.Failed.passing())))
                .doOnCancel(() -> call.cancel(true))
                .onErrorMap(BedrockAnswer::failure);
    }

    private ChatResponse piece(ConverseStreamOutput event) {
        return switch (event) {
            case ContentBlockDeltaEvent delta ->
                Pieces.of(Objects.requireNonNullElse(delta.delta().text(), ""), null, null);
            case MessageStopEvent stop -> {
                complete = true;
                yield Pieces.of("", finishReason(stop.stopReasonAsString()), null);
            }
            case ConverseStreamMetadataEvent metadata -> {
                TokenUsage usage = metadata.usage();
                yield usage == null ? Pieces.SIGN_OF_LIFE : Pieces.of("", null, usage(usage));
            }
            default -> Pieces.SIGN_OF_LIFE;
        };
    }

    /** The SDK's numbers are null where the service names none. */
    private static Usage usage(TokenUsage usage) {
        int cached = Objects.requireNonNullElse(usage.cacheReadInputTokens(), 0);
        int written = Objects.requireNonNullElse(usage.cacheWriteInputTokens(), 0);
        int fresh = Objects.requireNonNullElse(usage.inputTokens(), 0);
        return Pieces.usage(fresh + cached + written, Objects.requireNonNullElse(usage.outputTokens(), 0), cached);
    }

    private static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "guardrail_intervened", "content_filtered" -> "content_filter";
            case "tool_use" -> "tool_calls";
            default -> "stop";
        };
    }

    private static UpstreamFailure failure(Throwable cause) {
        Throwable known = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        return known instanceof AwsServiceException refusal
                ? UpstreamErrors.ofStatus(status(refusal), error(refusal), UpstreamErrors.SOON)
                : UpstreamErrors.ofFailure(known);
    }

    /** In the middle of a stream an exception has no status of HTTP. */
    private static int status(AwsServiceException refusal) {
        return switch (refusal) {
            case ValidationException e -> 400;
            case ThrottlingException e -> 429;
            case ServiceUnavailableException e -> 503;
            case ModelNotReadyException e -> 503;
            case ModelTimeoutException e -> 504;
            default -> refusal.statusCode() >= 400 ? refusal.statusCode() : 500;
        };
    }

    private static JsonNode error(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        String message = details == null ? "" : Objects.requireNonNullElse(details.errorMessage(), "");
        return JsonNodeFactory.instance.objectNode().put("message", message);
    }

    @Override
    public void responseReceived(ConverseStreamResponse response) {}

    @Override
    public void onEventStream(SdkPublisher<ConverseStreamOutput> publisher) {
        events.complete(publisher);
    }

    @Override
    public void exceptionOccurred(Throwable cause) {
        failure.completeExceptionally(cause);
        events.completeExceptionally(cause);
    }

    @Override
    public void complete() {}
}
