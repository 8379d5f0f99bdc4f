package dev.mainnet.worker.execution;

import java.nio.file.Path;

/** A file that a job made, in the attempt's scratch folder. */
public record ResultFile(String name, String contentType, Path file) {}
