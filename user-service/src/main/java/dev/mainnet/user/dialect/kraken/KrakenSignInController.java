package dev.mainnet.user.dialect.kraken;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.session.LogIn;
import dev.mainnet.user.session.Origin;
import dev.mainnet.user.session.SessionLifetimes;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code POST /kraken/auth/sign-in}. */
@RestController
class KrakenSignInController {

    private static final SessionLifetimes A_DAY = SessionLifetimes.accessOnly(Duration.ofHours(24));

    private final LogIn logIn;

    KrakenSignInController(LogIn logIn) {
        this.logIn = logIn;
    }

    @PostMapping("/kraken/auth/sign-in")
    Mono<TokenResponse> signIn(
            @Valid @RequestBody SignInRequest request, ServerHttpRequest http, ServerHttpResponse answer) {
        return logIn.logIn(request.id(), request.password(), Origin.of(http), A_DAY)
                .doOnNext(pair -> pair.showIn(answer))
                .map(pair -> new TokenResponse(
                        new Secret("Bearer " + pair.accessToken().text())));
    }

    /** The id is a username or an address. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignInRequest(
            @NotNull(message = "is missing") @Size(max = 254) String id,

            @NotNull(message = "is missing") Secret password) {}

    /** The whole value of the header that the next calls carry. */
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record TokenResponse(Secret accessToken) {}
}
