package dev.mainnet.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the one-node model that casts INT64 of any shape to an unsigned type, byte by byte as onnx.proto3 numbers the fields. */
final class CastModel {
    static final String INPUT = "x";
    private static final String OUTPUT = "y";
    private static final int INT64 = 7;
    private static final int ATTRIBUTE_INT = 2;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;

    private CastModel() {}

    static byte[] to(Datatype type) {
        int elementType = switch (type) {
            case UINT16 -> 4;
            case UINT32 -> 12;
            case UINT64 -> 13;
            default -> throw new IllegalArgumentException(type + " needs no cast");
        };
        byte[] to = join(text(1, "to"), number(3, elementType), number(20, ATTRIBUTE_INT));
        byte[] node = join(text(1, INPUT), text(2, OUTPUT), text(4, "Cast"), nested(5, to));
        byte[] graph = join(
                nested(1, node),
                text(2, "cast"),
                nested(11, declared(INPUT, INT64)),
                nested(12, declared(OUTPUT, elementType)));
        return join(number(1, IR_VERSION), nested(7, graph), nested(8, number(2, OPSET)));
    }

    private static byte[] declared(String name, int elementType) {
        return join(text(1, name), nested(2, nested(1, number(1, elementType))));
    }

    private static byte[] text(int field, String value) {
        return nested(field, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] number(int field, int value) {
        return join(varint(field << 3 | WireReader.VARINT), varint(value));
    }

    private static byte[] nested(int field, byte[] value) {
        return join(varint(field << 3 | WireReader.LENGTH), varint(value.length), value);
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int rest = value;
        while (rest > 0x7F) {
            bytes.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
