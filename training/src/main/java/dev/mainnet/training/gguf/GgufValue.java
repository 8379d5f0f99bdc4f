package dev.mainnet.training.gguf;

import java.util.List;

/** A value of a GGUF file's metadata, of the types that are needed here. */
public sealed interface GgufValue {
    record Text(String value) implements GgufValue {}

    /** Not negative, 32 bits. */
    record Whole(int value) implements GgufValue {}

    record Real(float value) implements GgufValue {}

    record Flag(boolean value) implements GgufValue {}

    record Texts(List<String> values) implements GgufValue {}

    record Wholes(List<Integer> values) implements GgufValue {}
}
