package dev.mainnet.launcher.platform;

import dev.mainnet.launcher.settings.FreePorts;
import dev.mainnet.launcher.settings.Home;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the small platform on which AOT caches are made: it shares nothing with the real one but the programs. */
final class RehearsalSettings {
    /** What a cache must fit, and no addresses, data or secrets. */
    private static final Set<String> FROM_THE_PLATFORM = Stream.concat(
                    Stream.of("MAINNET_JAVA_OPTIONS", "MAINNET_AOT"),
                    Stream.of(Part.values())
                            .flatMap(part -> Stream.of(part.variable("JAVA_OPTIONS"), part.variable("MEMORY"))))
            .collect(Collectors.toUnmodifiableSet());

    private RehearsalSettings() {}

    /** Where the rehearsal of a platform keeps its data while it lasts. */
    static Home home(Settings platform) {
        return new Home(platform.home().run().resolve("rehearsal"));
    }

    static Settings of(Settings platform) {
        Map<String, String> environment = new HashMap<>();
        Stream.concat(Environments.FROM_THE_SYSTEM.stream(), FROM_THE_PLATFORM.stream())
                .forEach(name -> platform.text(name).ifPresent(value -> environment.put(name, value)));
        environment.put("MAINNET_HOME", home(platform).root().toString());
        environment.put("MAINNET_CACHE", platform.cache().toString());
        environment.put(Part.GATEWAY.variable("BIND_ADDRESS"), "127.0.0.1");
        environment.putAll(FreePorts.ofAPlatform());
        Path checkout = platform.checkout();
        return new Settings(environment, checkout);
    }
}
