/** Trainings of networks: started, watched, stopped, and told of when their models are registered. */
@NullMarked
package dev.mainnet.job.training;

import org.jspecify.annotations.NullMarked;
