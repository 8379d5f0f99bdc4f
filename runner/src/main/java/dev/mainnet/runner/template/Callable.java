package dev.mainnet.runner.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that a template can call. */
interface Callable {
    @Nullable Object call(List<@Nullable Object> arguments, Map<String, @Nullable Object> named);
}
