package dev.mainnet.job.training;

import java.time.Duration;

/**
 * Where a waiting training stands.
 *
 * @param position counted from 1
 * @param untilStart how long it is until it is likely to begin
 */
record QueuePlace(int position, Duration untilStart) {}
