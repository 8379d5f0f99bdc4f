package dev.mainnet.worker.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a training process tells its worker: a line of JSON each, behind a mark, because libraries write to the same stream. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Message.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = Message.Checkpoint.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = Message.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Message.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Message.NothingToKeep.class, name = "nothing_to_keep")
})
public sealed interface Message {

    String MARK = "@mainnet ";

    JsonMapper JSON = JsonMapper.builder().build();

    /** @param metrics finite numbers by name */
    record Progress(int percent, Map<String, Double> metrics) implements Message {}

    /** @param folder a checkpoint for the platform; the worker's from now on */
    record Checkpoint(Path folder) implements Message {}

    /** How it ended; nothing follows. */
    sealed interface Last extends Message {}

    /**
     * The model is written.
     *
     * @param computeSeconds of all attempts
     */
    record Done(double computeSeconds, JsonNode report) implements Last {}

    /** The training cannot succeed, here or elsewhere. */
    record Failed(String reason) implements Last {}

    /** It was to end early, and no epoch was over. */
    record NothingToKeep() implements Last {}

    default String line() {
        return MARK + JSON.writerFor(Message.class).writeValueAsString(this);
    }

    /** The message of a line; nothing where it is somebody else's. */
    static Optional<Message> of(String line) {
        return line.startsWith(MARK)
                ? Optional.of(JSON.readValue(line.substring(MARK.length()), Message.class))
                : Optional.empty();
    }
}
