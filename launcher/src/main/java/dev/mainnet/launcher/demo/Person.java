package dev.mainnet.launcher.demo;

import dev.mainnet.launcher.settings.Refusal;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;

/** Somebody with an account, who calls the gateway and has every request and answer told. */
final class Person {
    private final GatewayClient gateway;
    private final Teller teller;
    private final String username;
    private Map<String, String> credentials = Map.of();

    Person(GatewayClient gateway, Teller teller, String username) {
        this.gateway = gateway;
        this.teller = teller;
        this.username = username;
    }

    String username() {
        return username;
    }

    /** Signs up and logs in. */
    void join() {
        String password = "violet-" + username + "-harbour";
        expect(200, tell("POST", "/api/v1/user/auth/signup", """
                {"username": "%s", "email": "%s@example.com", "password": "%s"}""".formatted(username, username, password)));
        Answer login = tell("POST", "/api/v1/user/auth/login", """
                {"username": "%s", "password": "%s"}""".formatted(username, password));
        expect(200, login);
        credentials = Map.of("Authorization", "Bearer " + login.at("/access_token"));
    }

    /** Calls with the access token. */
    Answer call(int expected, String method, String path, String body) {
        return expect(expected, tell(method, path, body));
    }

    /** Calls with an API key in place of the access token. */
    Answer callWithKey(String key, int expected, String path, String body) {
        teller.request("POST", path, body + "  with x-api-key: " + key);
        Answer answer = gateway.json("POST", path, Map.of("x-api-key", key), body);
        teller.answer(answer);
        return expect(expected, answer);
    }

    Answer upload(String path, Form form) {
        teller.request(
                "POST", path, "form " + form.fields() + " with " + form.file().getFileName());
        Answer answer = gateway.upload(path, credentials, form);
        teller.answer(answer);
        return expect(201, answer);
    }

    /** Asks without telling; for waiting. */
    Answer ask(String path) {
        return gateway.json("GET", path, credentials, "");
    }

    /** Tells the events of a job until it has ended. */
    void follow(String path) {
        teller.request("GET", path, "");
        try (Stream<String> lines = gateway.lines(path, credentials)) {
            boolean ended = lines.filter(line -> line.startsWith("data:"))
                    .peek(teller::say)
                    .anyMatch(line -> line.matches(".*\"(completed|failed|stopped)\".*"));
            Expect.that(ended, "the stream of events tells how the job ends");
        } catch (UncheckedIOException e) {
            throw new Refusal("The stream of events broke: " + e.getMessage(), e);
        }
    }

    BigDecimal balance(String field) {
        return ask("/api/v1/billing/balance").json().path(field).decimalValue(BigDecimal.ZERO);
    }

    Map<String, String> credentials() {
        return credentials;
    }

    private Answer tell(String method, String path, String body) {
        teller.request(method, path, body);
        Answer answer = gateway.json(method, path, credentials, body);
        teller.answer(answer);
        return answer;
    }

    private static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new Refusal("Expected the status " + status + ", but it was " + answer.status() + ".");
        }
        return answer;
    }
}
