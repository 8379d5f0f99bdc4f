package dev.mainnet.model.runner;

import dev.mainnet.defaults.egress.CancelledCalls;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The HTTP clients for runners. Their connection pools are what bounds the calls under way and those that wait. */
@Component
class RunnerClients implements AutoCloseable {

    private static final int LOADS_AT_ONCE = 2;
    private static final int LOADS_WAITING = 64;

    private final ConnectionProvider callConnections;
    private final ConnectionProvider loadConnections;
    private final ConnectionProvider textConnections;
    private final WebClient calls;
    private final WebClient loads;
    private final WebClient texts;

    RunnerClients(RunnerSettings settings) {
        callConnections =
                connections("runner-calls", settings.maxConnections(), settings.maxWaiting(), settings.maxWait());
        loadConnections = connections("runner-loads", LOADS_AT_ONCE, LOADS_WAITING, settings.loadTimeout());
        textConnections = connections("runner-texts", settings.maxTexts(), settings.maxWaiting(), settings.maxWait());
        calls = client(callConnections, settings, settings.timeout());
        loads = client(loadConnections, settings, settings.loadTimeout());
        // Between two tokens or before the first, who reads the text decides how long is too long.
        texts = client(textConnections, settings, settings.textTimeout());
    }

    WebClient calls() {
        return calls;
    }

    WebClient loads() {
        return loads;
    }

    WebClient texts() {
        return texts;
    }

    private static ConnectionProvider connections(String name, int most, int waiting, Duration wait) {
        return ConnectionProvider.builder(name)
                .maxConnections(most)
                .pendingAcquireMaxCount(waiting)
                .pendingAcquireTimeout(wait)
                .maxIdleTime(Duration.ofSeconds(20))
                .build();
    }

    private static WebClient client(ConnectionProvider connections, RunnerSettings settings, Duration timeout) {
        HttpClient http = HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .responseTimeout(timeout);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(CancelledCalls.watch(http)))
                .codecs(codecs -> codecs.defaultCodecs()
                        .maxInMemorySize((int) settings.maxAnswer().toBytes()))
                .build();
    }

    @Override
    public void close() {
        callConnections.dispose();
        loadConnections.dispose();
        textConnections.dispose();
    }
}
