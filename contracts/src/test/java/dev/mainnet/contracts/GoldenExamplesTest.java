package dev.mainnet.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class GoldenExamplesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @EnumSource
    void theExampleObeysTheSchema(EventType type) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("schemas", type), InputFormat.JSON);

        assertThat(schema.validate(
                        resource("examples", type),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theExampleSurvivesReadingAndWriting(EventType type) {
        byte[] example = resource("examples", type).getBytes(StandardCharsets.UTF_8);

        Event event = EventJson.read(type, example);

        assertThat(event).isInstanceOf(type.record());
        assertThat(EventType.of(event)).isEqualTo(type);
        assertThat(JSON.readTree(EventJson.write(event))).isEqualTo(JSON.readTree(example));
    }

    @ParameterizedTest
    @EnumSource
    void aFieldOfALaterVersionIsIgnored(EventType type) {
        String later = resource("examples", type).replaceFirst("\\{", "{\"added_later\": 1,");

        assertThat(EventJson.read(type, later.getBytes(StandardCharsets.UTF_8))).isInstanceOf(type.record());
    }

    @Test
    void aMissingAmountIsMalformedAndNotZero() {
        byte[] data = "{\"job_id\": \"0199a1b2-0000-7000-8000-0000000000c1\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> EventJson.read(EventType.CREDITS_RESERVED, data))
                .isInstanceOf(EventJson.MalformedEventException.class)
                .hasMessageContaining("credits.reserved.v1");
    }

    private static String resource(String folder, EventType type) {
        String path = "/contracts/" + folder + "/" + type.typeName() + ".json";
        try (InputStream in = Objects.requireNonNull(GoldenExamplesTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
