package dev.mainnet.testing.openapi;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of what a service's mapper reads and writes. Types with a name of their own are referred to. */
final class Schemas {

    private final JsonMapper json;
    private final Sources sources;
    private final WrittenByHand byHand;
    private final SchemaNames names = new SchemaNames();
    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Set<String> walked = new HashSet<>();
    /** What clients write: there a member that is not known is refused. */
    private final Set<String> strict = new HashSet<>();

    Schemas(JsonMapper json, Sources sources, WrittenByHand byHand) {
        this.json = json;
        this.sources = sources;
        this.byHand = byHand;
    }

    /** Of what a client sends. */
    ObjectNode given(AnnotatedType type) {
        return new Walk(true, Map.of()).schema(type);
    }

    /** Of what a client is answered. */
    ObjectNode answered(AnnotatedType type) {
        return new Walk(false, Map.of()).schema(type);
    }

    ObjectNode answered(Class<?> type) {
        return new Walk(false, Map.of()).named(type, List.of());
    }

    /** Everything that was referred to so far. */
    ObjectNode components() {
        ObjectNode all = json.createObjectNode();
        components.forEach((key, schema) -> {
            if (strict.contains(key)) {
                schema.put("additionalProperties", false);
            }
            all.set(key, schema);
        });
        return all;
    }

    /** Replaces the keys of components by names, as short as they can be. */
    void giveNames(ObjectNode document) {
        names.give(document);
    }

    /** One way through a type: as it is given or answered, with the arguments of a generic one. */
    private final class Walk {

        private final boolean given;
        private final Map<TypeVariable<?>, AnnotatedType> arguments;

        Walk(boolean given, Map<TypeVariable<?>, AnnotatedType> arguments) {
            this.given = given;
            this.arguments = arguments;
        }

        ObjectNode schema(AnnotatedType type) {
            ObjectNode schema = bare(type);
            if (!schema.has("$ref")) {
                Constraints.add(type, schema);
            }
            return schema;
        }

        private ObjectNode bare(AnnotatedType type) {
            if (type.getType() instanceof TypeVariable<?> variable) {
                return schema(Objects.requireNonNull(arguments.get(variable), variable.getName()));
            }
            if (type instanceof AnnotatedWildcardType wildcard) {
                return schema(wildcard.getAnnotatedUpperBounds()[0]);
            }
            Class<?> raw = raw(type.getType());
            List<AnnotatedType> of = type instanceof AnnotatedParameterizedType generic
                    ? Arrays.stream(generic.getAnnotatedActualTypeArguments())
                            .map(this::bound)
                            .toList()
                    : List.of();
            if (raw == Optional.class) {
                return schema(of.getFirst());
            }
            if (Collection.class.isAssignableFrom(raw)) {
                ObjectNode list = json.createObjectNode().put("type", "array");
                list.set("items", schema(of.getFirst()));
                return list;
            }
            if (Map.class.isAssignableFrom(raw)) {
                ObjectNode map = json.createObjectNode().put("type", "object");
                ObjectNode key = schema(of.getFirst());
                if (key.has("pattern")) {
                    map.set("propertyNames", key);
                }
                map.set("additionalProperties", schema(of.getLast()));
                return map;
            }
            return Scalars.of(raw, json).orElseGet(() -> named(raw, of));
        }

        private AnnotatedType bound(AnnotatedType type) {
            AnnotatedType argument =
                    type.getType() instanceof TypeVariable<?> variable ? arguments.get(variable) : null;
            return argument == null ? type : argument;
        }

        /** A reference to a type with a name. */
        ObjectNode named(Class<?> raw, List<AnnotatedType> of) {
            String key = names.key(raw, of.stream().map(AnnotatedType::getType).toList());
            if (walked.add(key + given)) {
                Map<TypeVariable<?>, AnnotatedType> bindings = new LinkedHashMap<>();
                for (int i = 0; i < of.size(); i++) {
                    bindings.put(raw.getTypeParameters()[i], of.get(i));
                }
                ObjectNode schema = new Walk(given, bindings).component(raw);
                sources.of(raw)
                        .filter(doc -> !doc.text().isEmpty() && !schema.has("description"))
                        .ifPresent(doc -> schema.put("description", doc.text()));
                components.putIfAbsent(key, schema);
                if (given && isStrict(raw)) {
                    strict.add(key);
                }
            }
            return json.createObjectNode().put("$ref", SchemaNames.REFERENCE + key);
        }

        private ObjectNode component(Class<?> raw) {
            Optional<ObjectNode> written = byHand.schema(raw);
            if (written.isPresent()) {
                return written.get();
            }
            Optional<AnnotatedType> value = value(raw);
            if (value.isPresent()) {
                return schema(value.get());
            }
            if (raw.isEnum()) {
                ObjectNode schema = json.createObjectNode().put("type", "string");
                Arrays.stream(raw.getEnumConstants())
                        .forEach(constant -> schema.withArray("enum").add((JsonNode) json.valueToTree(constant)));
                return schema;
            }
            if (raw.isSealed()) {
                ObjectNode schema = json.createObjectNode();
                for (Class<?> kind : raw.getPermittedSubclasses()) {
                    schema.withArray("anyOf").add(named(kind, List.of()));
                }
                return schema;
            }
            if (!raw.isRecord()) {
                throw new AssertionError("Describe " + raw.getName() + " among the schemas of openapi.json");
            }
            return object(raw);
        }

        private ObjectNode object(Class<?> raw) {
            ObjectNode schema = json.createObjectNode().put("type", "object");
            Map<String, String> members = MemberNames.of(json, raw);
            Map<String, String> told = sources.of(raw).map(Javadoc::parameters).orElse(Map.of());
            ObjectNode properties = schema.putObject("properties");
            for (RecordComponent component : raw.getRecordComponents()) {
                if (field(raw, component).isAnnotationPresent(JsonUnwrapped.class)) {
                    addUnwrapped(component, schema);
                    continue;
                }
                String name = members.get(component.getName());
                if (name == null) {
                    continue;
                }
                ObjectNode property = property(raw, component);
                Optional.ofNullable(told.get(component.getName()))
                        .ifPresent(description -> property.put("description", description));
                properties.set(name, property);
                if (isAlwaysThere(raw, component)) {
                    schema.withArray("required").add(name);
                }
            }
            byHand.addition(raw).ifPresent(addition -> WrittenByHand.merge(schema, addition));
            return schema;
        }

        /** Its members stand among those of what holds it. */
        private void addUnwrapped(RecordComponent component, ObjectNode schema) {
            ObjectNode inner = object(component.getType());
            schema.withObject("properties").setAll((ObjectNode) inner.path("properties"));
            if (!isOptional(component)) {
                inner.path("required").forEach(schema.withArray("required")::add);
            }
        }

        private ObjectNode property(Class<?> raw, RecordComponent component) {
            AnnotatedElement field = field(raw, component);
            if (field.isAnnotationPresent(JsonRawValue.class)) {
                return json.createObjectNode();
            }
            ObjectNode schema = schema(component.getAnnotatedType());
            JsonFormat format = field.getAnnotation(JsonFormat.class);
            if (format != null && List.of(format.with()).contains(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)) {
                ObjectNode either = json.createObjectNode();
                either.withArray("anyOf").add(schema.path("items")).add(schema);
                return either;
            }
            boolean isNull = isOptional(component) && writesNulls(raw);
            if (isNull && !given) {
                ObjectNode either = json.createObjectNode();
                either.withArray("anyOf")
                        .add(schema)
                        .add(json.createObjectNode().put("type", "null"));
                return schema.has("type") ? withNull(schema) : either;
            }
            return schema;
        }

        private ObjectNode withNull(ObjectNode schema) {
            String type = schema.path("type").asString();
            schema.putArray("type").add(type).add("null");
            return schema;
        }

        private boolean isAlwaysThere(Class<?> raw, RecordComponent component) {
            return !isOptional(component) || (!given && writesNulls(raw));
        }
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType() == Optional.class;
    }

    private static boolean writesNulls(Class<?> raw) {
        JsonInclude include = raw.getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.ALWAYS;
    }

    private static boolean isStrict(Class<?> raw) {
        JsonIgnoreProperties lenient = raw.getAnnotation(JsonIgnoreProperties.class);
        return raw.isRecord() && value(raw).isEmpty() && (lenient == null || !lenient.ignoreUnknown());
    }

    /** What stands for the whole in JSON. */
    private static Optional<AnnotatedType> value(Class<?> raw) {
        Optional<AnnotatedType> method = Arrays.stream(raw.getDeclaredMethods())
                .filter(candidate -> candidate.isAnnotationPresent(JsonValue.class))
                .map(Method::getAnnotatedReturnType)
                .findFirst();
        return method.or(() -> raw.isRecord()
                ? Arrays.stream(raw.getRecordComponents())
                        .filter(component -> field(raw, component).isAnnotationPresent(JsonValue.class))
                        .map(RecordComponent::getAnnotatedType)
                        .findFirst()
                : Optional.empty());
    }

    private static AnnotatedElement field(Class<?> raw, RecordComponent component) {
        try {
            return raw.getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }
}
