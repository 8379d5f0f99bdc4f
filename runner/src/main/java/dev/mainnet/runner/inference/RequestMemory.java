package dev.mainnet.runner.inference;

import dev.mainnet.runner.refusal.Refusal;
import org.springframework.stereotype.Component;

/** Bounds what the bodies of all calls under way take of the heap together. */
@Component
public final class RequestMemory {
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
    Share reserve(long length) {
        return reserve(length, maxRequest);
    }

    /** As {@link #reserve(long)} where a body may have {@code max} bytes, or fewer where no request may have as many. */
    public synchronized Share reserve(long length, long max) {
        long allowed = Math.min(max, maxRequest);
        long needed = length < 0 ? allowed : length;
        if (needed > allowed) {
            throw Refusal.tooLarge("A request may have " + allowed + " bytes");
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
    public final class Share implements AutoCloseable {
        private final long bytes;

        private Share(long bytes) {
            this.bytes = bytes;
        }

        /** How many bytes the body may have. */
        public int bytes() {
            return (int) bytes;
        }

        @Override
        public void close() {
            giveBack(bytes);
        }
    }
}
