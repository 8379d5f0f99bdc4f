package dev.mainnet.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.launcher.demo.Answer;
import dev.mainnet.launcher.demo.Form;
import dev.mainnet.launcher.demo.GatewayClient;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody with an account who calls the gateway.
 *
 * @param token the access token
 */
public record TestUser(GatewayClient gateway, String username, String password, String token, String refreshToken) {

    /** Signs up under a new name and logs in. */
    static TestUser signUp(GatewayClient gateway) {
        String username = "t-" + UUID.randomUUID().toString().substring(0, 12);
        String password = "violet " + username + " harbour";
        Answer signUp =
                gateway.json("POST", "/api/v1/user/auth/signup", Map.of(), """
                {"username": "%s", "email": "%s@example.com", "password": "%s"}""".formatted(username, username, password));
        assertThat(signUp.status()).as(signUp.text()).isEqualTo(200);
        return logIn(gateway, username, password);
    }

    /** Logs in who has signed up before. */
    static TestUser logIn(GatewayClient gateway, String username, String password) {
        Answer login = gateway.json("POST", "/api/v1/user/auth/login", Map.of(), """
                {"username": "%s", "password": "%s"}""".formatted(username, password));
        assertThat(login.status()).as(login.text()).isEqualTo(200);
        return new TestUser(gateway, username, password, login.at("/access_token"), login.at("/refresh_token"));
    }

    /** Calls with the access token. */
    public Answer call(String method, String path, String body) {
        return gateway.json(method, path, headers(), body);
    }

    /** Calls with the access token and expects a status. */
    public Answer call(int status, String method, String path, String body) {
        Answer answer = call(method, path, body);
        assertThat(answer.status())
                .as(method + " " + path + ": " + answer.text())
                .isEqualTo(status);
        return answer;
    }

    /** Calls with the access token and one more header, for example an idempotency key. */
    public Answer call(String method, String path, String body, String header, String value) {
        Map<String, String> headers = new HashMap<>(headers());
        headers.put(header, value);
        return gateway.json(method, path, headers, body);
    }

    /** Posts a form with a file. */
    public Answer upload(String path, Form form) {
        return gateway.upload(path, headers(), form);
    }

    /** A new API key with the default scope. */
    public String newKey() {
        return call(201, "POST", "/api/v1/user/keys", "{\"name\": \"test\"}").at("/key");
    }

    /** A field of the own balance, in credits. */
    public BigDecimal balance(String field) {
        Answer answer = call("GET", "/api/v1/billing/balance", "");
        return answer.json().path(field).decimalValue(BigDecimal.ZERO);
    }

    /** The header that carries the access token. */
    public Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + token);
    }
}
