package dev.mainnet.testing.openapi;

import dev.mainnet.testing.openapi.Handlers.Handler;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of an operation, given and answered. */
final class Contents {

    /** Marks an operation whose bodies its signature does not tell. */
    static final String MISSING = "x-missing-content";

    static final String REQUEST = "the request's body";
    private static final String RESPONSE = "the response";
    private static final String JSON = "application/json";

    private final Schemas schemas;
    private final JsonMapper json;

    Contents(Schemas schemas, JsonMapper json) {
        this.schemas = schemas;
        this.json = json;
    }

    void addRequest(ObjectNode operation, Handler handler) {
        for (Parameter parameter : handler.method().getParameters()) {
            RequestBody body = parameter.getAnnotation(RequestBody.class);
            if (body == null) {
                continue;
            }
            AnnotatedType type = content(parameter.getAnnotatedType());
            if (is(type, JsonNode.class) || is(type, PartEvent.class)) {
                operation.put(MISSING, REQUEST);
                continue;
            }
            ObjectNode request = operation.putObject("requestBody");
            request.put("required", body.required());
            String media = is(type, DataBuffer.class) ? "application/octet-stream" : JSON;
            ObjectNode schema = schemas.given(type);
            media(request, handler.consumes().isEmpty() ? List.of(media) : handler.consumes(), schema);
        }
    }

    void addResponse(ObjectNode operation, Handler handler) {
        Method method = handler.method();
        ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
        HttpStatus code = status == null ? HttpStatus.OK : status.code();
        ObjectNode response = operation.putObject("responses").putObject(String.valueOf(code.value()));
        response.put("description", code.getReasonPhrase());
        AnnotatedType type = content(method.getAnnotatedReturnType());
        if (is(type, Void.class)) {
            if (writesItself(method)) {
                operation.put(MISSING, RESPONSE);
            }
            return;
        }
        if (is(type, Object.class) || is(type, Resource.class)) {
            operation.put(MISSING, RESPONSE);
            return;
        }
        List<String> media = handler.produces().isEmpty() ? List.of(media(type)) : handler.produces();
        media(response, media, is(type, ServerSentEvent.class) ? text() : schemas.answered(type));
    }

    private static String media(AnnotatedType type) {
        if (is(type, String.class)) {
            return "text/plain";
        }
        if (is(type, DataBuffer.class)) {
            return "application/octet-stream";
        }
        return is(type, ServerSentEvent.class) ? "text/event-stream" : JSON;
    }

    private ObjectNode text() {
        return json.createObjectNode().put("type", "string");
    }

    private static void media(ObjectNode holder, List<String> types, ObjectNode schema) {
        ObjectNode content = holder.putObject("content");
        types.forEach(type -> content.putObject(type).set("schema", schema));
    }

    private static boolean writesItself(Method method) {
        return Arrays.stream(method.getParameterTypes())
                        .anyMatch(type -> type == ServerHttpResponse.class || type == ServerWebExchange.class)
                && Arrays.stream(method.getParameterTypes()).noneMatch(type -> type == ServerHttpRequest.class);
    }

    /** What is inside publishers and entities. */
    private static AnnotatedType content(AnnotatedType type) {
        Class<?> raw = raw(type.getType());
        return raw == Mono.class || raw == Flux.class || raw == ResponseEntity.class
                ? content(((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0])
                : type;
    }

    private static boolean is(AnnotatedType type, Class<?> wanted) {
        return wanted == Object.class ? type.getType() == Object.class : wanted.isAssignableFrom(raw(type.getType()));
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }
}
