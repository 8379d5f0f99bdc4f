package dev.mainnet.onnx;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Other model formats people upload by mistake: they get told what they sent. */
enum FileKind {
    ZIP(0, "PK\u0003\u0004", "a ZIP archive, as PyTorch and Keras save models"),
    PICKLE(0, "\u0080\u0004", "a Python pickle"),
    HDF5(0, "\u0089HDF", "an HDF5 file, as Keras saves models"),
    GGUF(0, "GGUF", "a GGUF file"),
    TFLITE(4, "TFL3", "a TensorFlow Lite model"),
    /** ONNX Runtime would open it, but by another parser than the one that was searched for external data. */
    ORT(4, "ORTM", "a model in ONNX Runtime's own format");

    private final int offset;
    /** One character for each byte. */
    private final String magic;

    private final String description;

    FileKind(int offset, String magic, String description) {
        this.offset = offset;
        this.magic = magic;
        this.description = description;
    }

    static void refuseOthers(MemorySegment file) {
        if (file.byteSize() == 0) {
            throw new OnnxException.NotAModel("The file is not an ONNX model: it is empty");
        }
        for (FileKind kind : values()) {
            if (kind.matches(file)) {
                throw new OnnxException.NotAModel("The file is not an ONNX model: it looks like " + kind.description
                        + "; export it to ONNX first");
            }
        }
    }

    private boolean matches(MemorySegment file) {
        if (file.byteSize() < offset + magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (file.get(ValueLayout.JAVA_BYTE, offset + (long) i) != (byte) magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
