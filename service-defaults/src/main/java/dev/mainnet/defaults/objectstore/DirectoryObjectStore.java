package dev.mainnet.defaults.objectstore;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Objects as files of one directory, which every instance of the services that use it must see. */
final class DirectoryObjectStore implements ObjectStore {

    private static final int CHUNK = 64 * 1024;

    private final Path directory;

    DirectoryObjectStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Mono<StoredObject> put(String key, Flux<DataBuffer> content, long maxBytes) {
        Path target = path(key);
        return Mono.usingWhen(
                        Mono.fromCallable(() -> Writing.begin(target)).subscribeOn(Schedulers.boundedElastic()),
                        writing -> content.map(UnpooledBuffers::of)
                                .publishOn(Schedulers.boundedElastic(), 4)
                                .map(buffer -> writing.append(buffer, maxBytes))
                                .then(Mono.fromCallable(() -> writing.commit(key))
                                        .subscribeOn(Schedulers.boundedElastic())),
                        writing -> Mono.fromRunnable(writing::close),
                        (writing, failure) -> Mono.fromRunnable(writing::close),
                        writing -> Mono.fromRunnable(writing::close))
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Flux<DataBuffer> get(String key) {
        return size(key)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("File")))
                .flatMapMany(size -> DataBufferUtils.read(path(key), DefaultDataBufferFactory.sharedInstance, CHUNK));
    }

    @Override
    public Flux<DataBuffer> get(String key, long offset, long length) {
        return size(key)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("File")))
                .flatMapMany(size -> DataBufferUtils.takeUntilByteCount(
                        DataBufferUtils.readAsynchronousFileChannel(
                                () -> AsynchronousFileChannel.open(path(key)),
                                offset,
                                DefaultDataBufferFactory.sharedInstance,
                                CHUNK),
                        length));
    }

    @Override
    public Mono<Long> size(String key) {
        Path file = path(key);
        return Mono.fromCallable(() -> Files.isRegularFile(file) ? Files.size(file) : null)
                .subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Void> delete(String key) {
        Path file = path(key);
        return Mono.<Void>fromCallable(() -> {
                    Files.deleteIfExists(file);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Path path(String key) {
        return directory.resolve(ObjectKeys.checked(key));
    }

    /** A file that becomes the object once it is whole and on the disk. */
    private record Writing(Path target, Path unfinished, FileChannel channel, MessageDigest digest, long[] size) {

        static Writing begin(Path target) throws IOException {
            Files.createDirectories(target.getParent());
            Path unfinished = target.resolveSibling("." + UUID.randomUUID() + ".unfinished");
            var channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new Writing(target, unfinished, channel, sha256(), new long[1]);
        }

        /** Answers the size so far. */
        long append(DataBuffer buffer, long maxBytes) {
            size[0] += buffer.readableByteCount();
            if (size[0] > maxBytes) {
                throw new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "The file is larger than " + maxBytes + " bytes");
            }
            try (DataBuffer.ByteBufferIterator pieces = buffer.readableByteBuffers()) {
                while (pieces.hasNext()) {
                    ByteBuffer bytes = pieces.next();
                    digest.update(bytes.duplicate());
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return size[0];
        }

        StoredObject commit(String key) throws IOException {
            channel.force(true);
            channel.close();
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return new StoredObject(key, size[0], HexFormat.of().formatHex(digest.digest()));
        }

        void close() {
            try {
                channel.close();
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
