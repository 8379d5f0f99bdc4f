/** Models that were trained: heard of from job-service, registered for their owners like any other. */
@NullMarked
package dev.mainnet.model.trained;

import org.jspecify.annotations.NullMarked;
