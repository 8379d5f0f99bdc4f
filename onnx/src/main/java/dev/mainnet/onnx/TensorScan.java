package dev.mainnet.onnx;

import static dev.mainnet.onnx.WireReader.LENGTH;
import static dev.mainnet.onnx.WireReader.VARINT;

/** Finds tensors whose values lie in another file. */
final class TensorScan {
    private static final int NAME = 8 << 3 | LENGTH;
    private static final int EXTERNAL_DATA = 13 << 3 | LENGTH;
    private static final int DATA_LOCATION = 14 << 3 | VARINT;

    private static final int SPARSE_VALUES = 1 << 3 | LENGTH;
    private static final int SPARSE_INDICES = 2 << 3 | LENGTH;

    private TensorScan() {}

    /** @throws OnnxException.ExternalData where the tensor names a file, or says that there is one */
    static void tensor(WireReader tensor) {
        String name = "";
        boolean external = false;
        while (tensor.next()) {
            switch (tensor.key()) {
                case NAME -> name = tensor.text();
                case EXTERNAL_DATA -> external = true;
                case DATA_LOCATION -> external |= tensor.varint() != 0;
                default -> {}
            }
        }
        if (external) {
            throw new OnnxException.ExternalData("The model keeps the values of tensor '" + name
                    + "' in an external data file, which is not allowed; save it as one file with its weights inside");
        }
    }

    static void sparse(WireReader sparse) {
        while (sparse.next()) {
            if (sparse.key() == SPARSE_VALUES || sparse.key() == SPARSE_INDICES) {
                tensor(sparse.message());
            }
        }
    }
}
