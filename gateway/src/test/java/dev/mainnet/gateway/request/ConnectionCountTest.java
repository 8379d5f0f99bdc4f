package dev.mainnet.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class ConnectionCountTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ConnectionBounds bounds = new ConnectionBounds(
            new RequestProperties(List.of(), List.of("*"), DataSize.ofKilobytes(8), SECOND, SECOND, SECOND, 1));

    @Test
    void closesOneTooManyAndTakesTheNextOnceThereIsRoom() {
        EmbeddedChannel first = opened();
        assertThat(first.isOpen()).isTrue();
        assertThat(opened().isOpen()).isFalse();

        assertThat(first.close().isSuccess()).isTrue();
        assertThat(opened().isOpen()).isTrue();
    }

    private EmbeddedChannel opened() {
        EmbeddedChannel channel = new EmbeddedChannel();
        bounds.count(channel);
        channel.runPendingTasks();
        return channel;
    }
}
