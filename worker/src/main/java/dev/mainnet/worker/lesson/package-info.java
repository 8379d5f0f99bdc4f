/** Trainings, seen from the process that does one and ends. */
@NullMarked
package dev.mainnet.worker.lesson;

import org.jspecify.annotations.NullMarked;
