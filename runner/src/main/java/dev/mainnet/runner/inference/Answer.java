package dev.mainnet.runner.inference;

import java.util.OptionalInt;

/**
 * The answer of a call, ready for the wire.
 *
 * @param jsonLength the length of the JSON, where binary tensors follow it
 */
record Answer(byte[] body, OptionalInt jsonLength) {}
