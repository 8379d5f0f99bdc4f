/** Tells owners, by HTTP calls to addresses of theirs, what happens to their jobs and datasets. */
@NullMarked
package dev.mainnet.job.webhook;

import org.jspecify.annotations.NullMarked;
