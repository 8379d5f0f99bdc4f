package dev.mainnet.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.EnumMap;
import java.util.Map;

/**
 * Makes tensors of UINT16, UINT32 and UINT64, which ONNX Runtime's Java API reads but cannot create: a Cast from INT64 makes them,
 * and its result goes into the run as it is.
 */
final class UnsignedInputs {
    private static final Map<Datatype, OrtSession> CASTS = new EnumMap<>(Datatype.class);

    private UnsignedInputs() {}

    static OnnxTensor tensor(OrtEnvironment environment, Tensor.Numbers input) throws OrtException {
        OrtSession cast = cast(environment, input.datatype());
        try (OnnxTensor wide = OnnxTensor.createTensor(
                environment, widened(input), input.shape().toArray())) {
            // Not closed: the run's Result owns the tensor that lives on, and closing that tensor is all it would do.
            OrtSession.Result result = cast.run(Map.of(CastModel.INPUT, wide));
            return (OnnxTensor) result.get(0);
        }
    }

    private static LongBuffer widened(Tensor.Numbers input) {
        ByteBuffer data = input.data().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        LongBuffer wide =
                LongBuffer.allocate(data.remaining() / input.datatype().size());
        while (data.hasRemaining()) {
            wide.put(
                    switch (input.datatype()) {
                        case UINT16 -> Short.toUnsignedLong(data.getShort());
                        case UINT32 -> Integer.toUnsignedLong(data.getInt());
                        default -> data.getLong();
                    });
        }
        return wide.flip();
    }

    private static OrtSession cast(OrtEnvironment environment, Datatype to) throws OrtException {
        synchronized (CASTS) {
            OrtSession session = CASTS.get(to);
            if (session == null) {
                try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                    options.setIntraOpNumThreads(1);
                    options.setCPUArenaAllocator(false);
                    session = environment.createSession(CastModel.to(to), options);
                }
                CASTS.put(to, session);
            }
            return session;
        }
    }
}
