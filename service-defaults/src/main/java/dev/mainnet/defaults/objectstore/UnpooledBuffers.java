package dev.mainnet.defaults.objectstore;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.PooledDataBuffer;

/**
 * Buffers that may wait. A pooled one that waits in an operator's queue when its stream is cancelled is released by each listener to
 * discards on the way down, of which the framework's writers of answers are some: twice, and the memory of another request is lost. So
 * no pooled buffer may reach a queue.
 */
public final class UnpooledBuffers {

    private UnpooledBuffers() {}

    /** The same bytes in memory of their own, which needs no release; a buffer that has such is answered as it is. */
    public static DataBuffer of(DataBuffer buffer) {
        if (!(buffer instanceof PooledDataBuffer)) {
            return buffer;
        }
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
    }
}
