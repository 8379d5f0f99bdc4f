/** Language models: byte pair encoding, a network of GPT-2's shape, and their file. */
@NullMarked
package dev.mainnet.training.text;

import org.jspecify.annotations.NullMarked;
