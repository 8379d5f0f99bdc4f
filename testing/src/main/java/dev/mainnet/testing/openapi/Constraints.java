package dev.mainnet.testing.openapi;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** The constraints of Jakarta Validation as those of JSON Schema. */
final class Constraints {

    private Constraints() {}

    static void add(AnnotatedElement element, ObjectNode schema) {
        for (Annotation annotation : element.getAnnotations()) {
            switch (annotation) {
                case Size size -> size(schema, size.min(), size.max());
                case NotBlank filled -> size(schema, 1, Integer.MAX_VALUE);
                case NotEmpty filled -> size(schema, 1, Integer.MAX_VALUE);
                case Min min -> schema.put("minimum", min.value());
                case Max max -> schema.put("maximum", max.value());
                case DecimalMin min -> schema.put("minimum", new BigDecimal(min.value()));
                case DecimalMax max -> schema.put("maximum", new BigDecimal(max.value()));
                case Pattern pattern -> pattern(schema, pattern.regexp());
                default -> {}
            }
        }
    }

    private static void size(ObjectNode schema, int min, int max) {
        String what = schema.path("type").asString("").equals("array")
                ? "Items"
                : schema.path("type").asString("").equals("object") ? "Properties" : "Length";
        if (min > 0) {
            schema.put("min" + what, Math.max(min, schema.path("min" + what).asInt(0)));
        }
        if (max < Integer.MAX_VALUE) {
            schema.put("max" + what, max);
        }
    }

    /** ECMA-262 has no inline flags and no POSIX classes; a whole text must match here. */
    private static void pattern(ObjectNode schema, String regexp) {
        String expression = regexp.replace("\\p{Cntrl}", "\\u0000-\\u001f\\u007f");
        if (!expression.contains("(?i") && !expression.contains("&&")) {
            schema.put("pattern", "^(?:" + expression + ")$");
        }
    }
}
