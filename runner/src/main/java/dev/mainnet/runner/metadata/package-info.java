/** What the server and its models tell of themselves. */
@NullMarked
package dev.mainnet.runner.metadata;

import org.jspecify.annotations.NullMarked;
