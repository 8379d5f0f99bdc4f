package dev.mainnet.defaults.idempotency;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a POST with an {@code Idempotency-Key} take effect once and answer the same for 24 hours. Successes are kept; a refusal had
 * no effect, so it is forgotten and the request judged anew. Runs behind the verification of identities, whose account owns the key.
 */
@Order(0)
final class IdempotencyFilter implements WebFilter {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern WELL_FORMED = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final UUID ANONYMOUS = new UUID(0, 0);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private final IdempotentRequests requests;
    private final IdempotencyExclusions exclusions;

    IdempotencyFilter(IdempotentRequests requests, IdempotencyExclusions exclusions) {
        this.requests = requests;
        this.exclusions = exclusions;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String header = request.getHeaders().getFirst(HEADER);
        if (header == null
                || !HttpMethod.POST.equals(request.getMethod())
                || exclusions.paths().contains(request.getPath().value())) {
            return chain.filter(exchange);
        }
        if (!WELL_FORMED.matcher(header).matches()) {
            return Mono.error(ApiException.invalid(HEADER, "must be 1 to 255 visible ASCII characters"));
        }
        return caller().map(account -> new IdempotencyKey(account, header))
                .flatMap(key -> body(request)
                        .flatMap(body -> requests.claim(key, fingerprint(key, request, body))
                                .flatMap(claim -> proceed(claim, key, withBody(exchange, body), chain))));
    }

    private Mono<Void> proceed(Claim claim, IdempotencyKey key, ServerWebExchange exchange, WebFilterChain chain) {
        return switch (claim) {
            case Claim.Ours ours -> run(ours.operationId(), key, exchange, chain);
            case Claim.Answered answer -> replay(answer, exchange);
            case Claim.InFlight inFlight ->
                Mono.error(new ApiException(ErrorCode.CONFLICT, "A request with this Idempotency-Key is under way")
                        .withRetryAfter(Duration.ofSeconds(1)));
            case Claim.Mismatch mismatch ->
                Mono.error(new ApiException(
                        ErrorCode.IDEMPOTENCY_MISMATCH, "This Idempotency-Key was used with another request"));
            case Claim.NotKept notKept ->
                Mono.error(new ApiException(
                        ErrorCode.CONFLICT, "This request was answered, and its answer could not be kept"));
        };
    }

    private Mono<Void> run(UUID operationId, IdempotencyKey key, ServerWebExchange exchange, WebFilterChain chain) {
        var response = new KeptResponse(exchange.getResponse(), requests, key, MOST_BYTES);
        Mono<Boolean> answered = chain.filter(
                        exchange.mutate().response(response).build())
                .then(response.keepSilence())
                .contextWrite(context -> OperationId.put(context, operationId))
                .onErrorResume(failure ->
                        (isRefusal(failure) ? requests.forget(key) : requests.release(key)).then(Mono.error(failure)))
                .thenReturn(true);
        return Flux.merge(answered, renewals(key)).takeUntil(done -> done).then();
    }

    /** A renewal that fails is no reason to break off the request: at worst another try runs beside it, under the same id. */
    private Flux<Boolean> renewals(IdempotencyKey key) {
        return Flux.interval(RENEWAL)
                .onBackpressureDrop()
                .concatMap(turn -> requests.renew(key).onErrorComplete().thenReturn(false));
    }

    private static Mono<Void> replay(Claim.Answered answer, ServerWebExchange exchange) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        response.getHeaders().set("Idempotent-Replayed", "true");
        if (answer.contentType() != null) {
            response.getHeaders().setContentType(MediaType.parseMediaType(answer.contentType()));
        }
        return answer.body().length == 0
                ? response.setComplete()
                : response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
    }

    private static boolean isRefusal(Throwable failure) {
        return switch (failure) {
            case ApiException e -> e.code().status().is4xxClientError();
            case ErrorResponse e -> e.getStatusCode().is4xxClientError();
            default -> false;
        };
    }

    private static Mono<UUID> caller() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .filter(authentication -> authentication.getPrincipal() instanceof Identity)
                .map(authentication -> ((Identity) authentication.getPrincipal()).accountId())
                .defaultIfEmpty(ANONYMOUS);
    }

    /** Uploads are not read here: they may be large, and a retry draws another multipart boundary. They are told apart by their length. */
    private static Mono<byte[]> body(ServerHttpRequest request) {
        if (isMultipart(request.getHeaders().getContentType())) {
            return Mono.just(new byte[0]);
        }
        return DataBufferUtils.join(request.getBody(), MOST_BYTES)
                .map(IdempotencyFilter::bytes)
                .defaultIfEmpty(new byte[0]);
    }

    private static ServerWebExchange withBody(ServerWebExchange exchange, byte[] body) {
        if (isMultipart(exchange.getRequest().getHeaders().getContentType())) {
            return exchange;
        }
        return exchange.mutate()
                .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        return Flux.defer(() -> body.length == 0
                                ? Flux.empty()
                                : Flux.just(
                                        exchange.getResponse().bufferFactory().wrap(body)));
                    }
                })
                .build();
    }

    /** Hashed with the key, which is not stored: a body may hold a password, and a plain hash of it could be searched. */
    private static byte[] fingerprint(IdempotencyKey key, ServerHttpRequest request, byte[] body) {
        boolean upload = isMultipart(request.getHeaders().getContentType());
        return IdempotencyKey.digest(
                "request",
                key.text().getBytes(StandardCharsets.UTF_8),
                request.getMethod().name().getBytes(StandardCharsets.UTF_8),
                request.getURI().getRawPath().getBytes(StandardCharsets.UTF_8),
                String.valueOf(request.getURI().getRawQuery()).getBytes(StandardCharsets.UTF_8),
                upload ? lengthOf(request) : body);
    }

    /** A retry draws a boundary that is another, but as long. */
    private static byte[] lengthOf(ServerHttpRequest upload) {
        return Long.toString(upload.getHeaders().getContentLength()).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isMultipart(@Nullable MediaType type) {
        return type != null && type.getType().equals("multipart");
    }

    static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
