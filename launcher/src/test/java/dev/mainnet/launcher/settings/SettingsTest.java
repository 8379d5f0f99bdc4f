package dev.mainnet.launcher.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void namesTheVariableAndTheValueThatMakeNoSense() {
        assertThatThrownBy(
                        () -> settings(Map.of("MAINNET_GATEWAY_PORT", "http")).port(Part.GATEWAY))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("MAINNET_GATEWAY_PORT")
                .hasMessageContaining("http");
        assertThatThrownBy(
                        () -> settings(Map.of("MAINNET_RUNNER_PORT", "70000")).port(Part.RUNNER))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(
                        () -> settings(Map.of("MAINNET_KAFKA_MEMORY", "much")).memory(Part.KAFKA))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("MAINNET_KAFKA_MEMORY");
    }

    @Test
    void keepsTheManagementPortAPortWhereverThePortIs() {
        assertThat(settings(Map.of()).secondPort(Part.USER_SERVICE)).hasValue(13000);
        assertThat(settings(Map.of("MAINNET_USER_SERVICE_PORT", "60000")).secondPort(Part.USER_SERVICE))
                .hasValue(50000);
        assertThat(settings(Map.of("MAINNET_USER_SERVICE_MANAGEMENT_PORT", "7")).secondPort(Part.USER_SERVICE))
                .hasValue(7);
    }

    @Test
    void takesSizesOfHeapsAndOfSharedBuffersInEitherSpelling() {
        assertThat(settings(Map.of("MAINNET_GATEWAY_MEMORY", "200MB")).memory(Part.GATEWAY))
                .isEqualTo("200m");
        assertThat(settings(Map.of("MAINNET_POSTGRES_MEMORY", "64m")).memory(Part.POSTGRES))
                .isEqualTo("64MB");
        assertThat(settings(Map.of("MAINNET_POSTGRES_MEMORY", "8000k")).memory(Part.POSTGRES))
                .isEqualTo("8000kB");
    }

    @Test
    void namesATakenPortAndTheVariableThatChangesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = settings(Map.of(
                    "MAINNET_EXCEPT",
                    "postgres,kafka,discovery,gateway,model-service,billing-service,job-service,runner",
                    "MAINNET_USER_SERVICE_PORT",
                    Integer.toString(taken.getLocalPort())));
            assertThatThrownBy(() -> PortCheck.refuseTakenPorts(settings))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("user-service")
                    .hasMessageContaining("MAINNET_USER_SERVICE_PORT");
        }
    }

    @Test
    void refusesOnePortForTwoParts() {
        Settings settings = settings(Map.of("MAINNET_GATEWAY_PORT", "23999", "MAINNET_RUNNER_PORT", "23999"));
        assertThatThrownBy(() -> PortCheck.refuseTakenPorts(settings))
                .hasMessageContaining("MAINNET_GATEWAY_PORT")
                .hasMessageContaining("MAINNET_RUNNER_PORT");
    }

    private static Settings settings(Map<String, String> environment) {
        return new Settings(environment, Path.of("."));
    }
}
