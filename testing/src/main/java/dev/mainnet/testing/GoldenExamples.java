package dev.mainnet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import dev.mainnet.contracts.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** The golden example and the JSON Schema of each event type, for both sides: who publishes and who consumes. */
public final class GoldenExamples {

    private GoldenExamples() {}

    /** The example of a type, read as a consumer reads it. */
    public static <E extends Event> E of(Class<E> type) {
        EventType eventType = Arrays.stream(EventType.values())
                .filter(candidate -> candidate.record() == type)
                .findFirst()
                .orElseThrow();
        return type.cast(
                EventJson.read(eventType, text("examples", eventType.typeName()).getBytes(StandardCharsets.UTF_8)));
    }

    /** Asserts that an event that a service publishes obeys the schema of its type. */
    public static void assertObeysItsSchema(Event event) {
        String type = EventType.of(event).typeName();
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text("schemas", type), InputFormat.JSON);
        assertThat(schema.validate(
                        new String(EventJson.write(event), StandardCharsets.UTF_8),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
    }

    private static String text(String folder, String type) {
        String path = "/contracts/" + folder + "/" + type + ".json";
        try (InputStream in = Objects.requireNonNull(EventType.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
