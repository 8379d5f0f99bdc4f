package dev.mainnet.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.defaults.error.ErrorCode;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class AuthenticateTest {

    private final Clock clock = Clock.systemUTC();

    @Test
    void sendsNobodyAwayForGoodWhileItDoesNotKnowEnough() {
        Authenticate starting = authenticate(false);

        assertThat(refusal(starting, "Bearer a.b.c")).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal(starting, "Bearer mk_abc")).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void waitsForUserServicesKeysToo() {
        assertThat(refusal(authenticate(true), "Bearer a.b.c")).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal(authenticate(true), "Bearer mk_abc")).isEqualTo(ErrorCode.UNAUTHORIZED);
    }

    @Test
    void letsThoseInWhoShowNothing() {
        assertThat(authenticate(false).callerOf(MockServerHttpRequest.get("/").build()))
                .isEqualTo(new Caller.Anonymous());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/user/auth/login",
                "/atlas/auth/sign-in",
                "/atlas/auth/sign-In",
                "/atlas/auth/google",
                "/atlas/auth/confirm-email",
                "/api/auth/login",
                "/auth/refresh",
                "/api/v1/auth/refresh",
                "/kraken/auth/sign-in"
            })
    void letsSomebodySignInWhoStillSendsAnOldToken(String path) {
        var request = MockServerHttpRequest.post(path)
                .header("Authorization", "Bearer long.since.expired")
                .build();

        assertThat(authenticate(true).callerOf(request)).isEqualTo(new Caller.Anonymous());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/atlas/auth/sign-out",
                "/atlas/auth/password",
                "/atlas/auth/user",
                "/atlas/me",
                "/atlas/auth/sign-in/x"
            })
    void judgesTheTokenOfWhoeverIsSignedIn(String path) {
        var request = MockServerHttpRequest.post(path)
                .header("Authorization", "Bearer long.since.expired")
                .build();

        assertThat(authenticate(true).callerOf(request)).isInstanceOf(Caller.Refused.class);
    }

    @Test
    void passesARefreshTokenOnWhereItBuysAnAccessTokenAndNowhereElse() {
        assertThat(authenticate(false).callerOf(renewal("/atlas/refresh/accessToken")))
                .isEqualTo(new Caller.Renewing("mr_abc"));
        assertThat(authenticate(true).callerOf(renewal("/atlas/me"))).isInstanceOf(Caller.Refused.class);
        assertThat(authenticate(true).callerOf(renewal("/api/v1/user/me"))).isInstanceOf(Caller.Refused.class);
    }

    private static MockServerHttpRequest renewal(String path) {
        return MockServerHttpRequest.post(path)
                .header("Authorization", "Bearer mr_abc")
                .build();
    }

    @Test
    void refusesARepeatedHeader() {
        var request = MockServerHttpRequest.get("/")
                .header("Authorization", "Bearer mk_a", "Bearer mk_b")
                .build();

        assertThat(authenticate(true).callerOf(request)).isInstanceOf(Caller.Refused.class);
    }

    private static ErrorCode refusal(Authenticate authenticate, String authorization) {
        var request = MockServerHttpRequest.get("/")
                .header("Authorization", authorization)
                .build();
        return ((Caller.Refused) authenticate.callerOf(request)).refusal().code();
    }

    private Authenticate authenticate(boolean viewsComplete) {
        ApiKeys keys = new ApiKeys(clock);
        return new Authenticate(
                new AccessTokens(new AccessTokenKeys(), IdentityRules.USUAL, clock),
                keys,
                new RevokedSessions(clock),
                new NewKeys(keys, IdentityRules.USUAL),
                new Authenticate.Known(() -> viewsComplete, () -> viewsComplete));
    }
}
