package dev.mainnet.defaults.objectstore;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One object on its way into a bucket: a single request if it is small, parts that become one object otherwise. Holds one part in memory.
 * Its methods are called one after the other.
 */
final class S3Upload {

    /** The smallest that S3 takes of a part that is not the last; 10,000 of them are the most. */
    private static final int PART_BYTES = 5 * 1024 * 1024;

    private final S3AsyncClient client;
    private final String bucket;
    private final String key;
    private final long maxBytes;
    private final MessageDigest digest = sha256();
    private final List<CompletedPart> parts = new ArrayList<>();
    private @Nullable String uploadId;
    private boolean stored;
    private long size;
    private int ofPart;

    S3Upload(S3AsyncClient client, String bucket, String key, long maxBytes) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.maxBytes = maxBytes;
    }

    /** Counts the buffer and tells whether it is the last of a part. */
    boolean completesPart(DataBuffer buffer) {
        size += buffer.readableByteCount();
        if (size > maxBytes) {
            throw new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "The file is larger than " + maxBytes + " bytes");
        }
        ofPart += buffer.readableByteCount();
        if (ofPart < PART_BYTES) {
            return false;
        }
        ofPart = 0;
        return true;
    }

    /** Sends a part. The first that is too small for one is all there is. */
    Mono<Void> send(List<DataBuffer> buffers) {
        byte[] bytes = join(buffers);
        digest.update(bytes);
        if (uploadId == null && bytes.length < PART_BYTES) {
            return store(bytes);
        }
        return begun().flatMap(id -> sendPart(id, bytes));
    }

    Mono<StoredObject> complete() {
        Mono<Void> end = ending(uploadId);
        return end.then(Mono.fromSupplier(
                () -> new StoredObject(key, size, HexFormat.of().formatHex(digest.digest()))));
    }

    private Mono<Void> ending(@Nullable String id) {
        if (id != null) {
            return join(id);
        }
        return stored ? Mono.empty() : store(new byte[0]);
    }

    /** Leaves nothing behind; the bucket's rule for unfinished uploads takes what even this leaves. */
    Mono<Void> abort() {
        String id = uploadId;
        return id == null
                ? Mono.empty()
                : Mono.fromFuture(() -> client.abortMultipartUpload(
                                abort -> abort.bucket(bucket).key(key).uploadId(id)))
                        .onErrorComplete()
                        .then();
    }

    private Mono<Void> store(byte[] bytes) {
        return Mono.fromFuture(() ->
                        client.putObject(put -> put.bucket(bucket).key(key), AsyncRequestBody.fromBytesUnsafe(bytes)))
                .doOnNext(done -> stored = true)
                .then();
    }

    private Mono<String> begun() {
        String id = uploadId;
        return id != null
                ? Mono.just(id)
                : Mono.fromFuture(() -> client.createMultipartUpload(
                                create -> create.bucket(bucket).key(key)))
                        .map(created -> created.uploadId())
                        .doOnNext(created -> uploadId = created);
    }

    private Mono<Void> sendPart(String id, byte[] bytes) {
        int number = parts.size() + 1;
        return Mono.fromFuture(() -> client.uploadPart(
                        part -> part.bucket(bucket).key(key).uploadId(id).partNumber(number),
                        AsyncRequestBody.fromBytesUnsafe(bytes)))
                .doOnNext(sent -> parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(sent.eTag())
                        .build()))
                .then();
    }

    private Mono<Void> join(String id) {
        return Mono.fromFuture(() -> client.completeMultipartUpload(complete ->
                        complete.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts))))
                .then();
    }

    private static byte[] join(List<DataBuffer> buffers) {
        byte[] bytes = new byte
                [buffers.stream().mapToInt(DataBuffer::readableByteCount).sum()];
        int position = 0;
        for (DataBuffer buffer : buffers) {
            int count = buffer.readableByteCount();
            buffer.read(bytes, position, count);
            position += count;
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
