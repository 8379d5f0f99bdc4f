package dev.mainnet.defaults.objectstore;

import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where files lie: models, datasets, artifacts. An object appears whole or not at all and never changes. Keys are made by the
 * service from ids, never from what a user wrote.
 */
public interface ObjectStore {

    /**
     * Stores a stream.
     *
     * @return an error {@code payload_too_large} when there is more than {@code maxBytes}; then nothing is kept
     */
    Mono<StoredObject> put(String key, Flux<DataBuffer> content, long maxBytes);

    /** The whole object; an error {@code not_found} when there is none. */
    Flux<DataBuffer> get(String key);

    /** A part of the object. */
    Flux<DataBuffer> get(String key, long offset, long length);

    /** Its size in bytes; empty when there is none. */
    Mono<Long> size(String key);

    /** Deletes it if it is there. */
    Mono<Void> delete(String key);
}
