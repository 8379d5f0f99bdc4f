package dev.mainnet.testing.openapi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** The methods of a service that answer requests. */
final class Handlers {

    /**
     * A method at one of its paths.
     *
     * @param verb of HTTP, in lower case
     */
    record Handler(Method method, String verb, String path, List<String> consumes, List<String> produces) {

        String name() {
            return controller().getSimpleName() + "." + method.getName();
        }

        Class<?> controller() {
            return method.getDeclaringClass();
        }
    }

    private Handlers() {}

    /** By path, then by method, those of tests left out. */
    static List<Handler> below(String basePackage) {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scanner.findCandidateComponents(basePackage).stream()
                .map(found -> load(Objects.requireNonNull(found.getBeanClassName())))
                .filter(type -> !type.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath()
                        .endsWith("/test-classes/"))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(Handlers::of)
                .sorted(Comparator.comparing(Handler::path)
                        .thenComparing(Handler::verb)
                        .thenComparing(handler -> handler.consumes().toString())
                        .thenComparing(handler -> handler.produces().toString()))
                .toList();
    }

    private static Stream<Handler> of(Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return Stream.empty();
        }
        RequestMapping above =
                AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), RequestMapping.class);
        List<String> prefixes = Optional.ofNullable(above).map(Handlers::paths).orElse(List.of(""));
        return prefixes.stream()
                .flatMap(prefix -> paths(mapping).stream().map(path -> prefix + path))
                .flatMap(path -> Arrays.stream(mapping.method())
                        .map(RequestMethod::name)
                        .map(verb -> new Handler(
                                method,
                                verb.toLowerCase(Locale.ROOT),
                                path,
                                List.of(mapping.consumes()),
                                List.of(mapping.produces()))));
    }

    private static List<String> paths(RequestMapping mapping) {
        return mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
