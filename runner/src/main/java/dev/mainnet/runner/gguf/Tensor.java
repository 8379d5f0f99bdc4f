package dev.mainnet.runner.gguf;

import java.util.List;

/**
 * A tensor as the header describes it.
 *
 * @param dims its dimensions, the row's length first
 * @param offset where its data begins, from the begin of all data
 * @param bytes how much data it has
 */
record Tensor(String name, List<Long> dims, long elements, long offset, long bytes) {}
