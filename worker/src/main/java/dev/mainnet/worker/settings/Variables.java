package dev.mainnet.worker.settings;

import dev.mainnet.worker.settings.WorkerSettings.InvalidSettingException;
import java.time.DateTimeException;
import java.util.Map;
import java.util.function.Function;

/** Environment variables with defaults; an empty one counts as absent. */
record Variables(Map<String, String> environment) {

    String text(String name, String otherwise) {
        String value = environment.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    <T> T read(String name, String otherwise, Function<String, T> reader) {
        String text = text(name, otherwise);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidSettingException(name, "cannot be '" + text + "'", e);
        }
    }
}
