/**
 * Reads and runs ONNX models with ONNX Runtime: what a file declares, tensors of every type both ways, runs that really end.
 * A file is a stranger's: everything that can be wrong with it or with a call is an {@link dev.mainnet.onnx.OnnxException}
 * that tells the caller why, and shows no path of this machine.
 */
@NullMarked
package dev.mainnet.onnx;

import org.jspecify.annotations.NullMarked;
