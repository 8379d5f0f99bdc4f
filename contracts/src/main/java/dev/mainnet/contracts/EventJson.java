package dev.mainnet.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The form of events in JSON: snake_case, absent fields left out, fields of later versions ignored. */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EventJson() {}

    public static byte[] write(Event event) {
        return MAPPER.writerFor(EventType.of(event).record()).writeValueAsBytes(event);
    }

    /**
     * The event that the data of that type says.
     *
     * @throws MalformedEventException when the data is not that of the type
     */
    public static Event read(EventType type, byte[] data) {
        try {
            return MAPPER.readValue(data, type.record());
        } catch (JacksonException e) {
            throw new MalformedEventException(type, e);
        }
    }

    /** Data that does not have the shape its type promises. The message holds no part of the data. */
    public static final class MalformedEventException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MalformedEventException(EventType type, JacksonException cause) {
            super(type.typeName() + " is malformed at " + cause.getLocation().offsetDescription());
            initCause(new IllegalArgumentException(cause.getClass().getSimpleName()));
        }
    }
}
