package dev.mainnet.model.upstream;

import dev.mainnet.defaults.egress.CancelledCalls;
import dev.mainnet.defaults.egress.Egress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP to providers: a JSON request that is answered by server-sent events. No event is longer than the settings allow; events are
 * read as they are asked for, and a cancelled answer closes its connection.
 */
@Component
final class EventStreams implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final ConnectionProvider connections;
    private final HttpClient http;
    private final WebClient web;

    EventStreams(Egress egress, UpstreamSettings settings) {
        connections = ConnectionProvider.builder("upstreams")
                .maxConnections(settings.maxConnections())
                .pendingAcquireMaxCount(settings.maxConnections())
                .pendingAcquireTimeout(Duration.ofSeconds(5))
                .maxIdleTime(Duration.ofSeconds(20))
                .disposeInactivePoolsInBackground(Duration.ofMinutes(1), Duration.ofMinutes(10))
                .build();
        http = CancelledCalls.watch(egress.client(connections));
        web = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .defaultHeader(HttpHeaders.USER_AGENT, "Mainnet")
                .codecs(codecs -> codecs.defaultCodecs()
                        .maxInMemorySize((int) settings.maxEvent().toBytes()))
                .build();
    }

    /** The same connections for a wire format that is not made of events. */
    HttpClient http() {
        return http;
    }

    /** The events of the answer, as they come; errors are {@link UpstreamFailure}s. */
    Flux<ServerSentEvent<String>> post(URI uri, Consumer<HttpHeaders> headers, JsonNode body) {
        return CancelledCalls.disconnect(web.post()
                        .uri(uri)
                        .headers(headers)
                        .contentType(MediaType.APPLICATION_JSON)
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .bodyValue(JSON.writeValueAsBytes(body))
                        .exchangeToFlux(EventStreams::events))
                .onErrorMap(UpstreamErrors::ofFailure);
    }

    private static Flux<ServerSentEvent<String>> events(ClientResponse response) {
        if (!response.statusCode().is2xxSuccessful()) {
            return UpstreamErrors.<ServerSentEvent<String>>ofAnswer(response).flux();
        }
        boolean isStream = response.headers()
                .contentType()
                .filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                .isPresent();
        return isStream
                ? response.bodyToFlux(EVENT)
                : response.releaseBody().thenMany(Flux.error(UpstreamErrors::unreadable));
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
