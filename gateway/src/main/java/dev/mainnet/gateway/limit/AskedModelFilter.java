package dev.mainnet.gateway.limit;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.gateway.identity.Caller;
import dev.mainnet.gateway.request.PublicFilter;
import dev.mainnet.gateway.request.Step;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Learns which model a request in OpenAI's wire format asks, because a deployment's limits are its owner's and only the body names it. The
 * body is held until then, which has bounds: {@link HeldBodies}, and a time.
 */
@Component
final class AskedModelFilter implements PublicFilter {

    private static final String MODEL = AskedModelFilter.class.getName();

    private final LimitProperties limits;
    private final HeldBodies held;

    AskedModelFilter(LimitProperties limits, HeldBodies held) {
        this.limits = limits;
        this.held = held;
    }

    @Override
    public Step step() {
        return Step.MODEL;
    }

    /** The model's name, {@code owner/slug} or one of the platform's own. */
    static Optional<String> model(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(MODEL));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain next) {
        ServerHttpRequest request = exchange.getRequest();
        boolean mayAsk = HttpMethod.POST.equals(request.getMethod())
                && request.getPath().value().equals("/v1/chat/completions")
                // A body that announces to be too large is refused after it was counted, like anywhere else.
                && request.getHeaders().getContentLength() <= limits.heldBody().toBytes();
        return mayAsk && Caller.of(exchange) instanceof Caller.Known caller
                ? Mono.using(
                        () -> held.of(caller.accountId()),
                        body -> learn(exchange, next, body),
                        HeldBodies.Body::release)
                : next.filter(exchange);
    }

    private Mono<Void> learn(ServerWebExchange exchange, WebFilterChain next, HeldBodies.Body hold) {
        int most = (int) limits.heldBody().toBytes();
        return DataBufferUtils.join(exchange.getRequest().getBody().doOnNext(buffer -> add(buffer, hold)), most)
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> new ApiException(
                                ErrorCode.PAYLOAD_TOO_LARGE, "The request body is larger than " + most + " bytes"))
                .map(AskedModelFilter::bytes)
                .defaultIfEmpty(new byte[0])
                .timeout(limits.heldBodyTimeout(), Mono.error(() -> tooSlow(exchange.getResponse())))
                .flatMap(body -> {
                    AskedModel.in(body)
                            .ifPresent(model -> exchange.getAttributes().put(MODEL, model));
                    HeldRequest request = new HeldRequest(exchange.getRequest(), body, hold);
                    return next.filter(exchange.mutate().request(request).build());
                });
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static void add(DataBuffer buffer, HeldBodies.Body hold) {
        try {
            hold.add(buffer.readableByteCount());
        } catch (ApiException e) {
            DataBufferUtils.release(buffer);
            throw e;
        }
    }

    /** The rest of the body is not waited for. */
    private ApiException tooSlow(ServerHttpResponse response) {
        response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        return ApiException.invalid(
                "body", "did not come within " + limits.heldBodyTimeout().toSeconds() + " s");
    }

    /** A request whose body was read; whoever reads it again takes it out of the gateway's hold. */
    private static final class HeldRequest extends ServerHttpRequestDecorator {

        private final AtomicReference<byte[]> body;
        private final HeldBodies.Body hold;

        HeldRequest(ServerHttpRequest request, byte[] body, HeldBodies.Body hold) {
            super(request);
            this.body = new AtomicReference<>(body);
            this.hold = hold;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                byte[] bytes = body.getAndSet(new byte[0]);
                hold.release();
                return bytes.length == 0
                        ? Flux.empty()
                        : Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes));
            });
        }
    }
}
