/**
 * The way to the runners: the Open Inference Protocol v2 over HTTP with Triton's binary tensor and model repository extensions. A runner
 * is only told what to run; whatever happens to it is an error of the call.
 */
@NullMarked
package dev.mainnet.model.runner;

import org.jspecify.annotations.NullMarked;
