package dev.mainnet.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalSettingsTest {

    private final Settings platform = new Settings(
            Map.of(
                    "MAINNET_HOME", "/srv/mainnet",
                    "MAINNET_OBJECT_STORE", "s3://bucket",
                    "MAINNET_STRIPE_SECRET_KEY", "sk_live",
                    "MAINNET_GATEWAY_PORT", "4000",
                    "MAINNET_EXCEPT", "runner",
                    "MAINNET_JAVA_OPTIONS", "-XX:+TieredCompilation",
                    "MAINNET_GATEWAY_MEMORY", "200m"),
            Path.of("/checkout"));

    private final Settings rehearsal = RehearsalSettings.of(platform);

    @Test
    void knowsNoDataAddressOrSecretOfThePlatform() {
        assertThat(rehearsal.home().root()).isEqualTo(Path.of("/srv/mainnet/run/rehearsal"));
        assertThat(rehearsal.environment())
                .doesNotContainKeys("MAINNET_OBJECT_STORE", "MAINNET_STRIPE_SECRET_KEY", "MAINNET_EXCEPT");
        assertThat(rehearsal.environment().values()).doesNotContain("4000", "sk_live");
    }

    @Test
    void makesCachesThatFitThePlatformsPrograms() {
        assertThat(rehearsal.cache()).isEqualTo(platform.cache());
        assertThat(rehearsal.checkout()).isEqualTo(platform.checkout());
        for (Part part : Part.values()) {
            assertThat(rehearsal.javaOptions(part)).isEqualTo(platform.javaOptions(part));
            assertThat(rehearsal.memory(part)).isEqualTo(platform.memory(part));
        }
    }

    @Test
    void givesEachPartPortsOfItsOwn() {
        Set<Integer> ports = new HashSet<>();
        int count = 0;
        for (Part part : Part.values()) {
            for (OptionalInt port : new OptionalInt[] {rehearsal.port(part), rehearsal.secondPort(part)}) {
                if (port.isPresent() && part != Part.WORKER) {
                    ports.add(port.getAsInt());
                    count++;
                }
            }
        }
        assertThat(ports).hasSize(count).hasSizeGreaterThan(12);
    }
}
