package dev.mainnet.user;

import dev.mainnet.testing.TestIdentity;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What an administrator asks for. */
public record Administration(WebTestClient http, TestIdentity admin) {

    public static Administration of(WebTestClient http) {
        return new Administration(http, TestIdentity.admin());
    }

    public WebTestClient.ResponseSpec get(String path) {
        return call(HttpMethod.GET, path, admin.bearer());
    }

    public WebTestClient.ResponseSpec delete(String path) {
        return call(HttpMethod.DELETE, path, admin.bearer());
    }

    public WebTestClient.ResponseSpec call(HttpMethod method, String path, String bearer) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .exchange();
    }

    public WebTestClient.ResponseSpec send(HttpMethod method, String path, Object body) {
        return http.method(method)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, admin.bearer())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    /** A role of that name, made now. */
    public void newRole(String name, Map<String, Object> terms) {
        Map<String, Object> body = new HashMap<>(terms);
        body.put("name", name);
        send(HttpMethod.POST, "/user/roles", body).expectStatus().isCreated();
    }
}
