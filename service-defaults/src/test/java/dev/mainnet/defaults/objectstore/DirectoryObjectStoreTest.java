package dev.mainnet.defaults.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Flux;

class DirectoryObjectStoreTest {

    @TempDir
    Path directory;

    @Test
    void givesBackWhatWasStoredWholeAndInParts() {
        ObjectStore store = new DirectoryObjectStore(directory);

        StoredObject stored =
                store.put("models/one", content("hello ", "world"), 100).block();

        assertThat(stored.size()).isEqualTo(11);
        assertThat(stored.sha256()).isEqualTo("b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
        assertThat(text(store.get("models/one"))).isEqualTo("hello world");
        assertThat(text(store.get("models/one", 4, 3))).isEqualTo("o w");
        assertThat(store.size("models/one").block()).isEqualTo(11);
    }

    @Test
    void keepsNothingOfWhatIsTooLarge() throws IOException {
        ObjectStore store = new DirectoryObjectStore(directory);

        assertThatThrownBy(() ->
                        store.put("models/one", content("hello ", "world"), 10).block())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("larger than 10 bytes");

        assertThat(files()).isEmpty();
        assertThat(store.size("models/one").blockOptional()).isEmpty();
    }

    @Test
    void releasesEachBufferOnceWhoeverElseListensToDiscards() {
        ObjectStore store = new DirectoryObjectStore(directory);
        NettyDataBufferFactory pooled = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
        List<NettyDataBuffer> buffers = Stream.generate(() -> pooled.allocateBuffer(8))
                .limit(20)
                .map(buffer -> (NettyDataBuffer) buffer.write("8 bytes.", UTF_8))
                .toList();
        // Held once more, so that a second release does not throw but shows.
        buffers.forEach(buffer -> buffer.getNativeBuffer().retain());

        assertThatThrownBy(() -> store.put("models/one", Flux.fromIterable(buffers), 10)
                        .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                        .block())
                .isInstanceOf(ApiException.class);

        List<NettyDataBuffer> given =
                buffers.stream().filter(b -> b.getNativeBuffer().refCnt() < 2).toList();
        assertThat(given).isNotEmpty().allMatch(b -> b.getNativeBuffer().refCnt() == 1);
        buffers.forEach(buffer ->
                buffer.getNativeBuffer().release(buffer.getNativeBuffer().refCnt()));
    }

    @Test
    void keepsNothingOfWhatBreaksOff() throws IOException {
        ObjectStore store = new DirectoryObjectStore(directory);
        Flux<DataBuffer> broken = content("hello").concatWith(Flux.error(new IOException("gone")));

        assertThatThrownBy(() -> store.put("models/one", broken, 100).block()).hasRootCauseMessage("gone");

        assertThat(files()).isEmpty();
    }

    @Test
    void deletesTwiceWithoutComplaint() {
        ObjectStore store = new DirectoryObjectStore(directory);
        store.put("models/one", content("x"), 100).block();

        store.delete("models/one").block();
        store.delete("models/one").block();

        assertThatThrownBy(() -> text(store.get("models/one"))).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "models/../../secret", "models", "/etc/passwd", "models/.hidden", "models//x"})
    void refusesKeysThatLeadElsewhere(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new DirectoryObjectStore(directory).get(key));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private static Flux<DataBuffer> content(String... parts) {
        return Flux.fromArray(parts).map(part -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(UTF_8)));
    }

    private static String text(Flux<DataBuffer> content) {
        return DataBufferUtils.join(content)
                .map(buffer -> buffer.toString(UTF_8))
                .block();
    }
}
