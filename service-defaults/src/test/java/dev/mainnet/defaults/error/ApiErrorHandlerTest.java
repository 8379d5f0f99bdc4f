package dev.mainnet.defaults.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class ApiErrorHandlerTest {

    private final ApiErrorHandler handler = new ApiErrorHandler(JsonMapper.shared());
    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.post("/orders"));

    static Stream<Throwable> disconnects() {
        return Stream.of(
                new AbortedException("Connection has been closed"),
                new IOException("Broken pipe"),
                new IOException("recvAddress(..) failed with error(-104): Connection reset by peer"));
    }

    @ParameterizedTest
    @MethodSource("disconnects")
    void leavesAloneWhoeverHasGone(Throwable disconnect) {
        StepVerifier.create(handler.handle(exchange, disconnect)).verifyErrorMatches(disconnect::equals);

        assertThat(exchange.getResponse().getStatusCode()).isNull();
    }

    @Test
    void answersEveryOtherFailure() {
        StepVerifier.create(handler.handle(exchange, new IOException("The disk is full")))
                .verifyComplete();

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(exchange.getResponse().getBodyAsString().block()).contains("\"error\":\"internal_error\"");
    }
}
