package dev.mainnet.defaults.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

class EgressTest {

    private final Egress guarded = new Egress(false);
    private final Egress open = new Egress(true);
    private DisposableServer server;

    @BeforeEach
    void start() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get("/", (request, response) -> response.sendString(Mono.just("inside")))
                        .get("/away", (request, response) -> response.sendRedirect("/")))
                .bindNow();
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.openai.com/v1", "https://93.184.216.34:8443/x", "https://[2606:4700::1111]/"})
    void takesPublicAddresses(String url) {
        assertThat(guarded.check("base_url", url)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.openai.com/v1",
                "ftp://example.com",
                "file:///etc/passwd",
                "gopher://example.com/",
                "https://",
                "https:/example.com",
                "example.com",
                "not an address",
                "https://ada:secret@example.com/",
                "https://example.com/#part",
                "https://example.com:0/",
                "https://example.com:70000/",
                "https://localhost/",
                "https://LOCALHOST/",
                "https://metadata.google.internal/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://0.0.0.0/",
                "https://10.1.2.3/",
                "https://100.64.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://172.31.255.255/",
                "https://192.168.0.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[64:ff9b::a00:1]/",
                "https://[2002:a00:1::]/",
                "https://[fc00::1]/",
                "https://[fe80::1]/",
                "https://[ff02::1]/"
            })
    void refusesWhatIsNotOnTheOpenInternet(String url) {
        assertThatThrownBy(() -> guarded.check("base_url", url))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal ->
                                assertThat(refusal.details().getFirst().field()).isEqualTo("base_url"));
    }

    @Test
    void takesPrivateAddressesWhereTheOperatorAllowsThem() {
        assertThat(open.check("base_url", "http://127.0.0.1:11434/v1")).hasPort(11434);
        assertThat(get(open, url("127.0.0.1") + "/")).isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]"})
    void connectsToNoPrivateAddressHoweverItIsWritten(String host) {
        assertThatThrownBy(() -> get(guarded, url(host)))
                .satisfies(failure -> assertThat(Egress.isRefusal(failure)).isTrue());
    }

    @Test
    void knowsItsOwnRefusalsFromOtherFailures() {
        assertThatThrownBy(() -> get(guarded, "http://no-such-name.invalid/"))
                .satisfies(failure -> assertThat(Egress.isRefusal(failure)).isFalse());
    }

    @Test
    void followsNoRedirect() {
        assertThat(status(open, url("127.0.0.1") + "/away")).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "11.0.0.1", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"})
    void neighboursOfPrivateBlocksArePublic(String address) {
        assertThat(PublicAddresses.contain(InetAddress.ofLiteral(address))).isTrue();
    }

    private String url(String host) {
        return "http://" + host + ":" + server.port();
    }

    private static String get(Egress egress, String url) {
        return client(egress)
                .get()
                .uri(url)
                .responseContent()
                .aggregate()
                .asString()
                .block(Duration.ofSeconds(10));
    }

    private static int status(Egress egress, String url) {
        return client(egress)
                .get()
                .uri(url)
                .response()
                .map(response -> response.status().code())
                .block(Duration.ofSeconds(10));
    }

    private static HttpClient client(Egress egress) {
        return egress.client(ConnectionProvider.newConnection());
    }
}
