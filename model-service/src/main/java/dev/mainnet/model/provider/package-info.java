/** The accounts that owners have with providers of text models: where they are and by which credentials they know their customers. */
@NullMarked
package dev.mainnet.model.provider;

import org.jspecify.annotations.NullMarked;
