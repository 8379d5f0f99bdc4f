/** Trainings, seen from the worker: a process for each, what it tells, and its checkpoints with the platform. */
@NullMarked
package dev.mainnet.worker.training;

import org.jspecify.annotations.NullMarked;
