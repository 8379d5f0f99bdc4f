package dev.mainnet.defaults.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.ObjectStoreProperties.S3;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.services.s3.S3AsyncClient;

class S3ObjectStoreTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private static S3Server server;
    private static S3ObjectStore store;

    @BeforeAll
    static void start() throws IOException {
        server = new S3Server();
        store = open(S3Server.SECRET_KEY);
    }

    @AfterAll
    static void stop() {
        store.close();
        server.close();
    }

    @Test
    void givesBackWhatWasStoredWholeAndInParts() {
        StoredObject stored =
                store.put("models/one", content("hello ", "world"), 100).block();

        assertThat(stored)
                .isEqualTo(new StoredObject(
                        "models/one", 11, "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"));
        assertThat(new String(bytes(store.get("models/one")), UTF_8)).isEqualTo("hello world");
        assertThat(new String(bytes(store.get("models/one", 4, 3)), UTF_8)).isEqualTo("o w");
        assertThat(store.size("models/one").block()).isEqualTo(11);
    }

    @Test
    void storesWhatIsLargerThanOnePartAsOneObject() throws Exception {
        byte[] large = new byte[12 * MEBIBYTE + 17];
        new Random(7).nextBytes(large);

        StoredObject stored =
                store.put("datasets/large", pieces(large), large.length).block();

        assertThat(stored.size()).isEqualTo(large.length);
        assertThat(stored.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(large)));
        assertThat(bytes(store.get("datasets/large"))).isEqualTo(large);
        assertThat(bytes(store.get("datasets/large", 5 * MEBIBYTE - 3, 6)))
                .isEqualTo(Arrays.copyOfRange(large, 5 * MEBIBYTE - 3, 5 * MEBIBYTE + 3));
    }

    @Test
    void storesAnEmptyFile() {
        assertThat(store.put("models/empty", Flux.empty(), 100).block().size()).isZero();
        assertThat(store.size("models/empty").block()).isZero();
    }

    @Test
    void keepsNothingOfWhatIsTooLargeOrBreaksOff() throws IOException {
        List<Path> before = files();
        byte[] large = new byte[11 * MEBIBYTE];

        assertThatThrownBy(() ->
                        store.put("models/two", pieces(large), 10 * MEBIBYTE).block())
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE));
        assertThatThrownBy(() -> store.put(
                                "models/two",
                                pieces(large).concatWith(Flux.error(new IOException("gone"))),
                                20 * MEBIBYTE)
                        .block())
                .hasRootCauseMessage("gone");

        assertThat(store.size("models/two").blockOptional()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void readsNoFurtherThanOnePartAheadOfASlowServer() {
        AtomicInteger given = new AtomicInteger();
        Flux<DataBuffer> endless = Flux.generate(sink -> {
            given.incrementAndGet();
            sink.next(DefaultDataBufferFactory.sharedInstance.wrap(new byte[MEBIBYTE]));
        });
        var silent = (S3AsyncClient) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {S3AsyncClient.class},
                (proxy, method, arguments) -> new CompletableFuture<>());

        Disposable storing = new S3ObjectStore(silent, "bucket")
                .put("models/endless", endless, Long.MAX_VALUE)
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe();

        await().until(() -> given.get() >= 5);
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        storing.dispose();
        assertThat(given).hasValueLessThanOrEqualTo(20);
    }

    @Test
    void deletesTwiceWithoutComplaintAndKnowsNothingOfIt() {
        store.put("models/three", content("x"), 100).block();

        store.delete("models/three").block();
        store.delete("models/three").block();

        assertThat(store.size("models/three").blockOptional()).isEmpty();
        assertThatThrownBy(() -> bytes(store.get("models/three")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void isUnavailableToWhoHasTheWrongKey() {
        try (S3ObjectStore stranger = open("another secret")) {
            assertThatThrownBy(() -> bytes(stranger.get("models/one")))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
        assertThatThrownBy(() -> open("")).hasMessageContaining("MAINNET_S3_SECRET_KEY");
    }

    @Test
    void refusesKeysThatLeadElsewhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.get("models/../secret"));
        assertThatIllegalArgumentException().isThrownBy(() -> store.size("/etc/passwd"));
    }

    private static S3ObjectStore open(String secret) {
        return S3ObjectStore.open("bucket", new S3(server.endpoint(), "", S3Server.ACCESS_KEY, secret));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(server.files())) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("models/two")
                            || file.toString().contains(".mpus"))
                    .toList();
        }
    }

    private static Flux<DataBuffer> content(String... parts) {
        return Flux.fromArray(parts).map(part -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(UTF_8)));
    }

    private static Flux<DataBuffer> pieces(byte[] bytes) {
        int piece = 64 * 1024;
        return Flux.range(0, (bytes.length + piece - 1) / piece)
                .map(i -> DefaultDataBufferFactory.sharedInstance.wrap(
                        Arrays.copyOfRange(bytes, i * piece, Math.min(bytes.length, (i + 1) * piece))));
    }

    private static byte[] bytes(Flux<DataBuffer> content) {
        return DataBufferUtils.join(content)
                .map(joined -> {
                    byte[] bytes = new byte[joined.readableByteCount()];
                    joined.read(bytes);
                    return bytes;
                })
                .block(Duration.ofSeconds(60));
    }
}
