package dev.mainnet.defaults.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Flux;

class BoundedContentTest {

    private final NettyDataBufferFactory pooled = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
    private final List<NettyDataBuffer> pieces = Stream.generate(() -> pooled.allocateBuffer(8))
            .limit(6)
            .map(buffer -> (NettyDataBuffer) buffer.write("8 bytes.", UTF_8))
            .toList();

    @Test
    void passesWhatIsWithinTheBoundInMemoryThatNeedsNoRelease() {
        List<String> passed = BoundedContent.of(content(6), 48)
                .map(buffer -> buffer.toString(UTF_8))
                .collectList()
                .block();

        assertThat(passed).hasSize(6).containsOnly("8 bytes.");
        assertThat(pieces).allMatch(piece -> piece.getNativeBuffer().refCnt() == 0);
    }

    @Test
    void readsWhatIsTooMuchToItsEndBeforeItRefuses() {
        assertThatThrownBy(() -> BoundedContent.of(content(6), 20).blockLast())
                .isInstanceOf(ApiException.class)
                .hasMessage("The file is larger than 20 bytes");

        assertThat(pieces).allMatch(piece -> piece.getNativeBuffer().refCnt() == 0);
    }

    @Test
    void cutsOffAClientThatSendsManyTimesTheBound() {
        assertThatThrownBy(() -> BoundedContent.of(content(6), 8).blockLast()).isInstanceOf(ApiException.class);

        assertThat(pieces.getLast().getNativeBuffer().refCnt()).isEqualTo(1);
        pieces.getLast().getNativeBuffer().release();
    }

    @Test
    void dropsAndReleasesWhatNobodyWants() {
        BoundedContent.drop(content(6)).block();

        assertThat(pieces).allMatch(piece -> piece.getNativeBuffer().refCnt() == 0);
    }

    private Flux<DataBuffer> content(int count) {
        return Flux.fromIterable(pieces).take(count).cast(DataBuffer.class);
    }
}
