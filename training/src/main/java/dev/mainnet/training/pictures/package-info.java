/** Pictures: read from folders of classes, brought to one size, and models that take them as they are. */
@NullMarked
package dev.mainnet.training.pictures;

import org.jspecify.annotations.NullMarked;
