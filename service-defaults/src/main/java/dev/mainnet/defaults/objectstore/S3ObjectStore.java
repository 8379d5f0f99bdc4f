package dev.mainnet.defaults.objectstore;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.ObjectStoreProperties.S3;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in a bucket of S3, or of any server that speaks it. RATIONALE.md tells how uploads of unknown length get there. */
final class S3ObjectStore implements ObjectStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);
    private static final int MOST_CONNECTIONS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final S3AsyncClient client;
    private final String bucket;

    S3ObjectStore(S3AsyncClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** @throws IllegalStateException without credentials */
    static S3ObjectStore open(String bucket, S3 settings) {
        if (settings.accessKey().isBlank() || settings.secretKey().isBlank()) {
            throw new IllegalStateException(
                    "An object store at s3:// needs MAINNET_S3_ACCESS_KEY and MAINNET_S3_SECRET_KEY");
        }
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                // Checksums that S3 does not ask for are unknown to other servers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(MOST_CONNECTIONS)
                        .readTimeout(PATIENCE)
                        .writeTimeout(PATIENCE));
        if (!settings.endpoint().isBlank()) {
            builder.endpointOverride(URI.create(settings.endpoint())).forcePathStyle(true);
        }
        return new S3ObjectStore(builder.build(), bucket);
    }

    @Override
    public Mono<StoredObject> put(String key, Flux<DataBuffer> content, long maxBytes) {
        String checked = ObjectKeys.checked(key);
        return Mono.usingWhen(
                        Mono.fromSupplier(() -> new S3Upload(client, bucket, checked, maxBytes)),
                        upload -> content.map(UnpooledBuffers::of)
                                .publishOn(Schedulers.boundedElastic(), 4)
                                .bufferUntil(upload::completesPart)
                                // Hashing is not for the client's threads.
                                .concatMap(
                                        part -> Mono.defer(() -> upload.send(part))
                                                .subscribeOn(Schedulers.boundedElastic()),
                                        1)
                                .then(Mono.defer(upload::complete)),
                        upload -> Mono.empty(),
                        (upload, failure) -> upload.abort(),
                        S3Upload::abort)
                .onErrorMap(SdkException.class, e -> refusal(key, e));
    }

    @Override
    public Flux<DataBuffer> get(String key) {
        return get(request(key).build());
    }

    @Override
    public Flux<DataBuffer> get(String key, long offset, long length) {
        return get(request(key)
                .range("bytes=" + offset + "-" + (offset + length - 1))
                .build());
    }

    @Override
    public Mono<Long> size(String key) {
        String checked = ObjectKeys.checked(key);
        return call(key, () -> client.headObject(head -> head.bucket(bucket).key(checked)))
                .map(head -> head.contentLength())
                .onErrorResume(S3ObjectStore::isNotFound, e -> Mono.empty());
    }

    @Override
    public Mono<Void> delete(String key) {
        String checked = ObjectKeys.checked(key);
        return call(
                        key,
                        () -> client.deleteObject(
                                delete -> delete.bucket(bucket).key(checked)))
                .then();
    }

    @Override
    public void close() {
        client.close();
    }

    private GetObjectRequest.Builder request(String key) {
        return GetObjectRequest.builder().bucket(bucket).key(ObjectKeys.checked(key));
    }

    private Flux<DataBuffer> get(GetObjectRequest request) {
        return call(request.key(), () -> client.getObject(request, AsyncResponseTransformer.toPublisher()))
                .flatMapMany(content -> content)
                .onErrorMap(SdkException.class, e -> refusal(request.key(), e))
                .map(DefaultDataBufferFactory.sharedInstance::wrap);
    }

    private static <T> Mono<T> call(String key, Supplier<CompletableFuture<T>> call) {
        return Mono.fromFuture(call).onErrorMap(SdkException.class, e -> refusal(key, e));
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof ApiException refusal && refusal.code() == ErrorCode.NOT_FOUND;
    }

    private static ApiException refusal(String key, SdkException failure) {
        if (failure instanceof S3Exception answered && answered.statusCode() == NOT_FOUND) {
            return ApiException.notFound("File");
        }
        LOG.warn("The object store failed for {}: {}", key, failure.toString());
        return new ApiException(ErrorCode.UNAVAILABLE, "The store of files does not answer");
    }
}
