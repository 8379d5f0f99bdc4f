package dev.mainnet.launcher.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.launcher.secrets.Secrets;
import dev.mainnet.launcher.settings.Part;
import dev.mainnet.launcher.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    private static final Secrets SECRETS = new Secrets(
            "admin-pw", "role-pw", "me_token", "encryption", Path.of("/s/signing.json"), Path.of("/s/jwks.json"));

    @Test
    void givesTheRunnerNoSecretAndNoSettingOfOthers() {
        Map<String, String> runner = environment(
                Part.RUNNER,
                Map.of(
                        "MAINNET_STRIPE_SECRET_KEY", "sk_1",
                        "MAINNET_SOMETHING_TOKEN", "t",
                        "AWS_SECRET_ACCESS_KEY", "aws",
                        "MAINNET_RUNNER_THREADS", "3"));

        assertThat(runner.values())
                .doesNotContain("role-pw", "admin-pw", "me_token", "encryption", "sk_1", "t", "aws", "/s/signing.json");
        assertThat(runner).containsEntry("MAINNET_RUNNER_THREADS", "3").doesNotContainKey("MAINNET_EUREKA_URL");
    }

    @Test
    void givesTheWorkerItsEnrolmentTokenAndNoOtherSecret() {
        Map<String, String> worker = environment(Part.WORKER, Map.of("MAINNET_S3_SECRET_KEY", "s3"));

        assertThat(worker)
                .containsEntry("MAINNET_WORKER_ENROLLMENT_TOKEN", "me_token")
                .containsEntry("MAINNET_GATEWAY_URL", "http://localhost:4000");
        assertThat(worker.values()).doesNotContain("role-pw", "encryption", "s3");
    }

    @Test
    void givesASecretOnlyToThePartsThatNeedIt() {
        Map<String, String> set = Map.of("MAINNET_STRIPE_SECRET_KEY", "sk_1", "MAINNET_SMTP_PASSWORD", "mail");

        assertThat(environment(Part.BILLING_SERVICE, set)).containsValue("sk_1").doesNotContainValue("mail");
        assertThat(environment(Part.USER_SERVICE, set)).containsValues("mail", "encryption");
        assertThat(environment(Part.JOB_SERVICE, set))
                .containsValue("encryption")
                .doesNotContainValue("sk_1")
                .doesNotContainValue("mail");
        assertThat(environment(Part.BILLING_SERVICE, set)).doesNotContainValue("encryption");
        assertThat(environment(Part.GATEWAY, set))
                .containsValue("/s/signing.json")
                .doesNotContainValue("role-pw");
        for (Part part : Part.values()) {
            assertThat(environment(part, set)).doesNotContainValue("admin-pw");
        }
    }

    @Test
    void passesOnWhatTheUserHasSet() {
        assertThat(environment(Part.BILLING_SERVICE, Map.of("MAINNET_WELCOME_CREDITS", "7")))
                .containsEntry("MAINNET_WELCOME_CREDITS", "7");
        assertThat(environment(Part.MODEL_SERVICE, Map.of("MAINNET_RUNNER_URLS", "http://triton:8000")))
                .containsEntry("MAINNET_RUNNER_URLS", "http://triton:8000");
    }

    @Test
    void playsPaymentsOnlyWhereThePublicAddressIsThisMachine() {
        for (String url :
                List.of("http://localhost:4000", "http://127.0.0.1", "https://LOCALHOST/", "http://[::1]:4000/")) {
            assertThat(environment(Part.BILLING_SERVICE, Map.of("MAINNET_PUBLIC_URL", url)))
                    .as(url)
                    .containsEntry("MAINNET_LOCAL_CHECKOUT", "true");
        }
        for (String url : List.of(
                "https://mainnet.example",
                "http://192.168.1.7:4000",
                "http://localhost.example",
                "http://localhost@mainnet.example",
                "no address")) {
            assertThat(environment(Part.BILLING_SERVICE, Map.of("MAINNET_PUBLIC_URL", url)))
                    .as(url)
                    .containsEntry("MAINNET_LOCAL_CHECKOUT", "false");
        }
        assertThat(environment(Part.BILLING_SERVICE, Map.of("MAINNET_GATEWAY_BIND_ADDRESS", "192.168.1.7")))
                .containsEntry("MAINNET_LOCAL_CHECKOUT", "false");
        assertThat(environment(
                        Part.BILLING_SERVICE,
                        Map.of("MAINNET_PUBLIC_URL", "https://mainnet.example", "MAINNET_LOCAL_CHECKOUT", "true")))
                .containsEntry("MAINNET_LOCAL_CHECKOUT", "true");
    }

    @Test
    void playsPaymentsUnlessTheUserSaysNo() {
        assertThat(environment(Part.BILLING_SERVICE, Map.of())).containsEntry("MAINNET_LOCAL_CHECKOUT", "true");
        assertThat(environment(Part.BILLING_SERVICE, Map.of("MAINNET_LOCAL_CHECKOUT", "false")))
                .containsEntry("MAINNET_LOCAL_CHECKOUT", "false");
        assertThat(environment(Part.GATEWAY, Map.of())).doesNotContainKey("MAINNET_LOCAL_CHECKOUT");
    }

    @Test
    void sendsMailsToItsOwnCatcherUnlessTheUserNamesAServer() {
        assertThat(environment(Part.USER_SERVICE, Map.of()))
                .containsEntry("MAINNET_SMTP_HOST", "127.0.0.1")
                .containsEntry("MAINNET_SMTP_PORT", "1025");
        assertThat(environment(Part.USER_SERVICE, Map.of("MAINNET_SMTP_HOST", "mail.example.com")))
                .containsEntry("MAINNET_SMTP_HOST", "mail.example.com")
                .doesNotContainKeys("MAINNET_SMTP_PORT", "MAINNET_SMTP_TLS");
        assertThat(environment(Part.JOB_SERVICE, Map.of())).doesNotContainKey("MAINNET_SMTP_HOST");
        assertThat(environment(
                        Part.USER_SERVICE, Map.of("MAINNET_MAIL_PORT", "8026", "MAINNET_MAIL_SMTP_PORT", "1026")))
                .as("its settings mainnet.mail.port are those of the mail server")
                .containsEntry("MAINNET_SMTP_PORT", "1026")
                .doesNotContainKeys("MAINNET_MAIL_PORT", "MAINNET_MAIL_SMTP_PORT");
    }

    @Test
    void opensOnlyTheGatewayToOtherMachines() {
        assertThat(environment(Part.GATEWAY, Map.of())).containsEntry("MAINNET_GATEWAY_BIND_ADDRESS", "0.0.0.0");
        for (Part part : Part.values()) {
            assertThat(environment(part, Map.of())).containsEntry("MAINNET_BIND_ADDRESS", "127.0.0.1");
        }
    }

    private static Map<String, String> environment(Part part, Map<String, String> set) {
        return new Environments(new Settings(set, Path.of(".")), SECRETS).of(part);
    }
}
