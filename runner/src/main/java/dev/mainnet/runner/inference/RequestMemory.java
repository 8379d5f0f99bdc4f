package dev.mainnet.runner.inference;

import dev.mainnet.runner.refusal.Refusal;
import org.springframework.stereotype.Component;

/** Bounds what the bodies of all calls under way take of the heap together. */
@Component
final class RequestMemory {
    private final long maxRequest;
    private long left;

    RequestMemory(InferenceSettings settings) {
        maxRequest = settings.maxRequest().toBytes();
        left = settings.requestMemory().toBytes();
    }

    /**
     * Sets memory aside for a body of {@code length} bytes, -1 where unknown.
     *
     * @throws Refusal 413 for a body over the limit, 503 where other calls take the memory
     */
    synchronized Share reserve(long length) {
        long needed = length < 0 ? maxRequest : length;
        if (needed > maxRequest) {
            throw Refusal.tooLarge("A request may have " + maxRequest + " bytes");
        }
        if (needed > left) {
            throw Refusal.busy("Other requests take all memory; try again");
        }
        left -= needed;
        return new Share(needed);
    }

    private synchronized void giveBack(long bytes) {
        left += bytes;
    }

    /** Memory set aside until it is closed. */
    final class Share implements AutoCloseable {
        private final long bytes;

        private Share(long bytes) {
            this.bytes = bytes;
        }

        int bytes() {
            return (int) bytes;
        }

        @Override
        public void close() {
            giveBack(bytes);
        }
    }
}
