/** Tables: what their columns are, how rows become numbers, and models that take rows as the table has them. */
@NullMarked
package dev.mainnet.training.tabular;

import org.jspecify.annotations.NullMarked;
