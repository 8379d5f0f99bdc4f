package dev.mainnet.model.upstream;

import dev.mainnet.defaults.egress.CancelledCalls;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** The AWS SDK on the connections of all other providers: guarded, read as it is asked for, closed when it is cancelled. */
final class EgressSdkClient implements SdkAsyncHttpClient {

    private final HttpClient http;

    EgressSdkClient(HttpClient http) {
        this.http = http;
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest execution) {
        SdkHttpRequest request = execution.request();
        SdkAsyncHttpResponseHandler handler = execution.responseHandler();
        Mono<Void> call = http.headers(headers -> fill(headers, execution))
                .request(HttpMethod.valueOf(request.method().name()))
                .uri(request.getUri())
                .send(Flux.from(execution.requestContentPublisher()).map(Unpooled::wrappedBuffer))
                .response((response, body) -> hand(response, body, handler))
                .then()
                .doOnError(handler::onError);
        return CancelledCalls.disconnect(call).toFuture();
    }

    private static void fill(HttpHeaders headers, AsyncExecuteRequest execution) {
        execution.request().forEachHeader(headers::set);
        execution
                .requestContentPublisher()
                .contentLength()
                .ifPresent(length -> headers.set(HttpHeaderNames.CONTENT_LENGTH, length));
    }

    /** Completes when the SDK has read the body or has enough of it. */
    private static Publisher<Void> hand(
            HttpClientResponse response, ByteBufFlux body, SdkAsyncHttpResponseHandler handler) {
        Sinks.Empty<Void> read = Sinks.empty();
        handler.onHeaders(head(response));
        handler.onStream(body.asByteArray()
                .map(ByteBuffer::wrap)
                .doOnError(read::tryEmitError)
                .doFinally(end -> read.tryEmitEmpty()));
        return read.asMono();
    }

    private static SdkHttpResponse head(HttpClientResponse response) {
        SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder()
                .statusCode(response.status().code())
                .statusText(response.status().reasonPhrase());
        response.responseHeaders().forEach(header -> head.appendHeader(header.getKey(), header.getValue()));
        return head.build();
    }

    @Override
    public String clientName() {
        return "Egress";
    }

    /** The connections are not this client's. */
    @Override
    public void close() {}
}
