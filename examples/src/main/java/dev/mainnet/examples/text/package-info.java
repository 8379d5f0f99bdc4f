/** The demonstration text models: they continue a text in the language of the King James Bible. */
@NullMarked
package dev.mainnet.examples.text;

import org.jspecify.annotations.NullMarked;
