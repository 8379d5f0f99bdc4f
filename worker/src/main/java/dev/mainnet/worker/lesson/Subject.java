package dev.mainnet.worker.lesson;

import dev.mainnet.training.evaluation.Evaluation;
import dev.mainnet.training.loop.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A network with what it is to learn. Closing frees it. */
interface Subject extends AutoCloseable {

    Task task(int batchSize);

    /** How well it tells what it did not learn; nothing for text. */
    Optional<Evaluation> evaluate();

    /** The columns of a row as the dataset has it, those included that tell nothing; none where it has no rows. */
    List<String> columns();

    /** The columns that a row has for the model's one input, in order; none where that is not how it is called. */
    List<String> features();

    /** How many numbers it has learned. */
    long parameters();

    /** Writes the model, checked against the network. */
    void write(Path file, String name) throws IOException;

    @Override
    void close();
}
