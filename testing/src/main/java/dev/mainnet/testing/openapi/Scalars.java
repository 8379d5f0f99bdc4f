package dev.mainnet.testing.openapi;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** JSON Schemas of what has no name of its own. */
final class Scalars {

    private Scalars() {}

    static Optional<ObjectNode> of(Class<?> type, JsonMapper json) {
        ObjectNode schema = json.createObjectNode();
        if (type == Object.class || type == RawValue.class || JsonNode.class.isAssignableFrom(type)) {
            return Optional.of(schema);
        }
        Kind kind = kind(type);
        if (kind == null) {
            return Optional.empty();
        }
        schema.put("type", kind.type());
        if (type == YearMonth.class) {
            schema.put("pattern", kind.format());
        } else if (!kind.format().isEmpty()) {
            schema.put("format", kind.format());
        }
        return Optional.of(schema);
    }

    private record Kind(String type, String format) {}

    private static @Nullable Kind kind(Class<?> type) {
        return switch (type.getName()) {
            case "java.lang.String", "java.lang.CharSequence" -> new Kind("string", "");
            case "boolean", "java.lang.Boolean" -> new Kind("boolean", "");
            case "int", "java.lang.Integer" -> new Kind("integer", "int32");
            case "long", "java.lang.Long" -> new Kind("integer", "int64");
            case "double", "java.lang.Double", "float", "java.lang.Float" -> new Kind("number", "double");
            default -> ofObject(type);
        };
    }

    private static @Nullable Kind ofObject(Class<?> type) {
        if (type == UUID.class) {
            return new Kind("string", "uuid");
        }
        if (type == Instant.class) {
            return new Kind("string", "date-time");
        }
        if (type == LocalDate.class) {
            return new Kind("string", "date");
        }
        if (type == YearMonth.class) {
            return new Kind("string", "^\\d{4}-\\d{2}$");
        }
        if (type == URI.class) {
            return new Kind("string", "uri");
        }
        if (type == BigDecimal.class) {
            return new Kind("number", "");
        }
        return DataBuffer.class.isAssignableFrom(type) ? new Kind("string", "binary") : null;
    }
}
