package dev.mainnet.model.provider;

import static java.util.stream.Collectors.joining;

import dev.mainnet.defaults.error.ApiException;
import java.util.List;
import org.springframework.stereotype.Component;

/** All kinds of providers. */
@Component
public class ProviderKinds {

    private final List<ProviderKind> kinds;

    ProviderKinds(List<ProviderKind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /** The kind of that name; a {@code validation_error} when there is none. */
    public ProviderKind named(String name) {
        return kinds.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        "kind",
                        "must be one of "
                                + kinds.stream()
                                        .map(ProviderKind::name)
                                        .sorted()
                                        .collect(joining(", "))));
    }
}
