package dev.mainnet.user.export;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.util.RawValue;

/** Asks the other services for their parts, in the caller's name. */
final class OtherServices {

    private static final Logger LOG = LoggerFactory.getLogger(OtherServices.class);
    /** Above what the bounds of their lists let a service answer. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final WebClient http;
    private final Map<String, URI> services;
    private final Duration timeout;

    OtherServices(WebClient.Builder http, ExportProperties properties) {
        this.http = http.codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build();
        this.services = properties.services();
        this.timeout = properties.timeout();
    }

    /**
     * All their parts by name, each a JSON object.
     *
     * @param authorization the identity token that the gateway forwarded; it opens nothing but what is the caller's
     * @return an error {@link ErrorCode#UNAVAILABLE} when one of them does not answer: a document that lacks a part would be taken for whole
     */
    Mono<Map<String, RawValue>> parts(String authorization) {
        return Flux.fromIterable(services.entrySet())
                .flatMap(service -> part(service.getValue(), authorization)
                        .map(part -> Map.entry(service.getKey(), part))
                        .onErrorMap(e -> unavailable(service.getKey(), e)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<RawValue> part(URI service, String authorization) {
        return http.get()
                .uri(service.resolve("/export"))
                .header(HttpHeaders.AUTHORIZATION, authorization)
                .retrieve()
                .onStatus(
                        status -> status.value() != HttpStatus.OK.value(),
                        answer -> answer.createException().map(Throwable.class::cast))
                .bodyToMono(String.class)
                .map(RawValue::new)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("An empty answer")))
                .timeout(timeout);
    }

    private static ApiException unavailable(String service, Throwable reason) {
        LOG.warn("No export of {}: {}", service, reason.toString());
        return new ApiException(ErrorCode.UNAVAILABLE, "A part of your data cannot be read at the moment")
                .withRetryAfter(PAUSE);
    }
}
