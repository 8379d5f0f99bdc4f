/** Networks as a list of layers, from which both DJL's computation and the ONNX file are made. */
@NullMarked
package dev.mainnet.training.network;

import org.jspecify.annotations.NullMarked;
