package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.demo.GatewayClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One person through all the doors: documents 1, 2, 4 and 5, with the mails that come in between. */
@PlatformTest
class AccountsIT {

    private static final String PASSWORD = "Violet-harbour-7";

    @Test
    void signsUpByAtlasConfirmsByMailAndSignsInEverywhere(RunningPlatform platform) {
        String email = newAddress();
        GatewayClient gateway = platform.gateway();
        String signIn = "{\"id\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);

        post(platform, 201, "/atlas/auth/sign-up", """
                {"email": "%s", "password": "%s", "nickname": "Ada"}""".formatted(email, PASSWORD));
        post(platform, 409, "/atlas/auth/sign-up", """
                {"email": "%s", "password": "%s", "nickname": "Ada"}""".formatted(email, PASSWORD));
        Answer early = post(platform, 403, "/atlas/auth/sign-in", signIn);
        assertThat(early.json().propertyNames()).containsExactly("message");

        String link = link(mail(platform, email, "Confirm your e-mail address"));
        assertThat(link).startsWith("/atlas/auth/confirm-email?");
        call(gateway, 400, "GET", link.replaceAll("&token=[^&]*", ""), Map.of(), "");
        call(gateway, 200, "GET", link, Map.of(), "");
        call(gateway, 400, "GET", link, Map.of(), "");

        Answer atlas = post(platform, 201, "/atlas/auth/sign-in", signIn);
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + atlas.at("/accessToken"));
        assertThat(call(gateway, 200, "GET", "/atlas/me", bearer, "").at("/email"))
                .isEqualTo(email);
        assertThat(call(gateway, 200, "GET", "/api/v1/user/me", bearer, "").at("/email_verified"))
                .isEqualTo("true");
        String kraken = post(platform, 200, "/kraken/auth/sign-in", signIn).at("/accessToken");
        call(gateway, 200, "GET", "/api/v1/user/me", Map.of("Authorization", kraken), "");
        String byEmail = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, PASSWORD);
        String token = post(platform, 200, "/api/auth/login", byEmail).at("/token");
        call(gateway, 200, "GET", "/api/v1/billing/balance", Map.of("Authorization", "Bearer " + token), "");
        post(platform, 200, "/api/v1/user/auth/login", byEmail);
        Answer deepLearning = post(platform, 200, "/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(email, PASSWORD));
        assertThat(deepLearning.at("/expires_in")).isEqualTo("1800");

        Map<String, String> refresh = Map.of("Authorization", "Bearer " + atlas.at("/refreshToken"));
        for (int i = 0; i < 2; i++) {
            Answer reissued = call(gateway, 200, "POST", "/atlas/refresh/accessToken", refresh, "");
            Map<String, String> fresh = Map.of("Authorization", "Bearer " + reissued.at("/accessToken"));
            call(gateway, 200, "GET", "/atlas/me", fresh, "");
        }
        call(gateway, 401, "POST", "/atlas/refresh/accessToken", bearer, "");
        call(gateway, 401, "GET", "/atlas/me", refresh, "");

        call(gateway, 200, "POST", "/atlas/auth/sign-out", bearer, "{}");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.json("GET", "/atlas/me", bearer, "").status() == 401);
        call(gateway, 401, "POST", "/atlas/refresh/accessToken", refresh, "");
    }

    @Test
    void setsANewPasswordByMailAndEndsEverySession(RunningPlatform platform) {
        TestUser user = platform.signUp();
        String email = user.username() + "@example.com";

        post(platform, 202, "/api/v1/user/auth/password/reset", "{\"email\": \"" + email + "\"}");
        post(platform, 202, "/api/v1/user/auth/password/reset", "{\"email\": \"nobody-" + email + "\"}");
        String link = link(mail(platform, email, "Set a new password"));
        Answer page = call(platform.gateway(), 200, "GET", link, Map.of(), "");
        assertThat(page.text()).contains("<form");
        String token = link.replaceAll(".*token=", "");
        post(platform, 204, "/api/v1/user/auth/password/reset/confirm", """
                {"token": "%s", "password": "another %s harbour"}""".formatted(token, user.username()));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> user.call("GET", "/api/v1/user/me", "").status() == 401);
        post(platform, 401, "/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(user.username(), user.password()));
        mail(platform, email, "Your password was changed");
    }

    @Test
    void mailsAtlasATemporaryPassword(RunningPlatform platform) {
        String email = newAddress();
        post(platform, 201, "/atlas/auth/sign-up", """
                {"email": "%s", "password": "%s", "nickname": "Ada"}""".formatted(email, PASSWORD));
        post(platform, 404, "/atlas/auth/reset-password", "{\"email\": \"nobody-" + email + "\"}");
        post(platform, 201, "/atlas/auth/reset-password", "{\"email\": \"" + email + "\"}");

        Matcher password =
                Pattern.compile("Aa1![A-Za-z0-9]+").matcher(mail(platform, email, "Your temporary password"));
        assertThat(password.find()).isTrue();
        String signIn = "{\"id\": \"%s\", \"password\": \"%s\"}".formatted(email, password.group());
        post(platform, 201, "/atlas/auth/sign-in", signIn);
        post(platform, 401, "/atlas/auth/sign-in", signIn);
    }

    @Test
    void letsNobodyInByGoogleWhoseClientIdIsNotSet(RunningPlatform platform) {
        Answer answer = post(platform, 401, "/atlas/auth/google", "{\"idToken\": \"a.b.c\"}");

        assertThat(answer.json().propertyNames()).containsExactly("message");
        post(platform, 401, "/api/v1/user/auth/google", "{\"id_token\": \"a.b.c\"}");
    }

    @Test
    void tellsAWrongPasswordInTheWordsOfEachDialect(RunningPlatform platform) {
        String wrong =
                "{\"email\": \"nobody@example.com\", \"username\": \"nobody\", \"id\": \"nobody\", \"password\": \"x\"}";

        assertThat(post(platform, 401, "/api/auth/login", wrong).json().propertyNames())
                .containsExactly("error");
        assertThat(post(platform, 401, "/kraken/auth/sign-in", wrong).json().propertyNames())
                .containsExactly("message");
        assertThat(post(platform, 401, "/auth/login", wrong).at("/error")).isEqualTo("unauthorized");
    }

    private static String newAddress() {
        return "t-" + UUID.randomUUID().toString().substring(0, 12) + "@example.com";
    }

    /** The text of the newest mail to an address with that subject, once the catcher has it. */
    private static String mail(RunningPlatform platform, String to, String subject) {
        GatewayClient catcher =
                new GatewayClient("http://localhost:" + platform.settings().mailPort());
        String search = "/api/v1/search?query=to:" + to + "%20subject:%22" + subject.replace(" ", "%20") + "%22";
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !catcher.json("GET", search, Map.of(), "")
                        .at("/messages/0/ID")
                        .isEmpty());
        String id = catcher.json("GET", search, Map.of(), "").at("/messages/0/ID");
        return catcher.json("GET", "/api/v1/message/" + id, Map.of(), "").at("/Text");
    }

    /** The path and query of the link in a mail. */
    private static String link(String text) {
        Matcher link = Pattern.compile("http://localhost:\\d+(/\\S+)").matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group(1);
    }

    private static Answer post(RunningPlatform platform, int status, String path, String body) {
        return call(platform.gateway(), status, "POST", path, Map.of(), body);
    }

    private static Answer call(
            GatewayClient gateway, int status, String method, String path, Map<String, String> headers, String body) {
        Answer answer = gateway.json(method, path, headers, body);
        assertThat(answer.status())
                .as(method + " " + path + ": " + answer.text())
                .isEqualTo(status);
        return answer;
    }
}
