package dev.mainnet.user.google;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.session.BeginSession;
import dev.mainnet.user.session.Origin;
import dev.mainnet.user.session.TokenPair;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in by Google's ID token, and linking an account to it. */
@RestController
@RequestMapping("/user")
class GoogleController {

    private final SignInByGoogle signInByGoogle;
    private final LinkGoogle linkGoogle;
    private final BeginSession beginSession;

    GoogleController(SignInByGoogle signInByGoogle, LinkGoogle linkGoogle, BeginSession beginSession) {
        this.signInByGoogle = signInByGoogle;
        this.linkGoogle = linkGoogle;
        this.beginSession = beginSession;
    }

    @PostMapping("/auth/google")
    Mono<TokenResponse> signIn(
            @Valid @RequestBody SignInRequest request, ServerHttpRequest http, ServerHttpResponse answer) {
        Origin origin = Origin.of(http);
        return signInByGoogle
                .signIn(request.idToken(), request.nonce(), origin)
                .flatMap(account -> beginSession.begin(account, origin))
                .doOnNext(pair -> pair.showIn(answer))
                .map(TokenResponse::of);
    }

    @PostMapping("/me/google")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> link(
            @AuthenticationPrincipal Identity me, @Valid @RequestBody LinkRequest request, ServerHttpRequest http) {
        return linkGoogle.link(me, request.idToken(), request.nonce(), request.password(), Origin.of(http));
    }

    record SignInRequest(
            @NotNull(message = "is missing") Secret idToken,
            @Nullable @Size(max = 255) String nonce) {}

    record LinkRequest(
            @NotNull(message = "is missing") Secret idToken,
            @NotNull(message = "is missing") Secret password,
            @Nullable @Size(max = 255) String nonce) {}

    /** As a login answers. */
    record TokenResponse(Secret token, Secret accessToken, Secret refreshToken, String tokenType, long expiresIn) {

        static TokenResponse of(TokenPair pair) {
            return new TokenResponse(
                    pair.accessToken(),
                    pair.accessToken(),
                    pair.refreshToken(),
                    "bearer",
                    pair.expiresIn().toSeconds());
        }
    }
}
