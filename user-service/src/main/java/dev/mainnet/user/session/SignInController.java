package dev.mainnet.user.session;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Login, refresh and logout. */
@RestController
@RequestMapping("/user/auth")
class SignInController {

    private final LogIn logIn;
    private final RefreshSession refreshSession;
    private final LogOut logOut;

    SignInController(LogIn logIn, RefreshSession refreshSession, LogOut logOut) {
        this.logIn = logIn;
        this.refreshSession = refreshSession;
        this.logOut = logOut;
    }

    @PostMapping("/login")
    Mono<TokenResponse> logIn(
            @Valid @RequestBody LoginRequest request, ServerHttpRequest http, ServerHttpResponse answer) {
        return logIn.logIn(request.login(), request.password(), Origin.of(http))
                .doOnNext(pair -> pair.showIn(answer))
                .map(TokenResponse::of);
    }

    @PostMapping("/refresh")
    Mono<TokenResponse> refresh(@Valid @RequestBody RefreshRequest request) {
        return refreshSession.refresh(request.refreshToken()).map(TokenResponse::of);
    }

    /** Answers an unknown token as a known one. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logOut(@Valid @RequestBody RefreshRequest request) {
        return logOut.logOut(request.refreshToken());
    }

    record LoginRequest(
            @Nullable @Size(max = 254) String username,
            @Nullable @Size(max = 254) String email,
            @NotNull(message = "is missing") Secret password) {

        String login() {
            if (username != null && email != null) {
                throw ApiException.invalid("email", "is one name too many beside username");
            }
            if (username == null && email == null) {
                throw ApiException.invalid("username", "is missing, and so is email");
            }
            return username == null ? Objects.requireNonNull(email) : username;
        }
    }

    record RefreshRequest(@NotNull(message = "is missing") Secret refreshToken) {}

    /** The token stands twice: {@code token} is what the platform's first clients read. */
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
