package dev.mainnet.testing.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** The mapper that every service reads and writes with, made of the same settings and without the rest of a service. */
final class ServiceJson {

    private ServiceJson() {}

    static JsonMapper mapper() {
        try (var context = new AnnotationConfigApplicationContext()) {
            settings().forEach(context.getEnvironment().getPropertySources()::addLast);
            context.register(JacksonAutoConfiguration.class);
            context.refresh();
            return context.getBean(JsonMapper.class);
        }
    }

    /** The service's own first, as in a service. */
    private static List<PropertySource<?>> settings() {
        List<PropertySource<?>> settings = new ArrayList<>();
        for (String file : List.of("application.yml", "service-defaults.yml")) {
            try {
                settings.addAll(new YamlPropertySourceLoader().load(file, new ClassPathResource(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return settings;
    }
}
