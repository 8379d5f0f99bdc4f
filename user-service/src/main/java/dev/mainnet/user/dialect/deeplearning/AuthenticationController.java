package dev.mainnet.user.dialect.deeplearning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.account.ProfileText;
import dev.mainnet.user.account.Username;
import dev.mainnet.user.registration.Applicant;
import dev.mainnet.user.registration.RegisterAccount;
import dev.mainnet.user.session.LogIn;
import dev.mainnet.user.session.Origin;
import dev.mainnet.user.session.ReissueAccess;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
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

/** Register, login, and another access token for a refresh token that stays good. */
@RestController
@RequestMapping({"/auth", "/api/v1/auth"})
class AuthenticationController {

    private final RegisterAccount registerAccount;
    private final LogIn logIn;
    private final ReissueAccess reissueAccess;

    AuthenticationController(RegisterAccount registerAccount, LogIn logIn, ReissueAccess reissueAccess) {
        this.registerAccount = registerAccount;
        this.logIn = logIn;
        this.reissueAccess = reissueAccess;
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<UserResponse> register(@Valid @RequestBody RegisterRequest request, ServerHttpRequest http) {
        return registerAccount.register(request.applicant(), Origin.of(http)).map(UserResponse::of);
    }

    @PostMapping("/login")
    Mono<LoginResponse> logIn(
            @Valid @RequestBody LoginRequest request, ServerHttpRequest http, ServerHttpResponse answer) {
        return logIn.logIn(request.username(), request.password(), Origin.of(http))
                .doOnNext(pair -> pair.showIn(answer))
                .map(pair -> new LoginResponse(
                        pair.accessToken(),
                        pair.refreshToken(),
                        "bearer",
                        pair.expiresIn().toSeconds()));
    }

    @PostMapping("/refresh")
    Mono<RefreshResponse> refresh(@Valid @RequestBody RefreshRequest request) {
        return reissueAccess
                .reissue(request.refreshToken())
                .map(reissued -> new RefreshResponse(
                        reissued.accessToken(), "bearer", reissued.expiresIn().toSeconds()));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RegisterRequest(
            @NotNull(message = "is missing") @Pattern(regexp = Username.FORM, message = "must have 3 to 32 characters, each a letter, a digit, _ or -") String username,

            @NotNull(message = "is missing") @Pattern(regexp = EmailAddress.FORM, message = "is no e-mail address") String email,

            @NotNull(message = "is missing") Secret password,

            @Nullable @Size(max = ProfileText.MOST_OF_FULLNAME) @Pattern(regexp = ProfileText.LINE, message = "must be one line of text") String fullName) {

        Applicant applicant() {
            return new Applicant(new Username(username), new EmailAddress(email), password, fullName, null);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record LoginRequest(
            @NotNull(message = "is missing") @Size(max = 254) String username,

            @NotNull(message = "is missing") Secret password) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RefreshRequest(@NotNull(message = "is missing") Secret refreshToken) {}

    record UserResponse(
            UUID id,
            String username,
            String email,
            @Nullable String fullName,
            Instant createdAt) {

        static UserResponse of(Account account) {
            return new UserResponse(
                    account.id(), account.username(), account.email(), account.fullname(), account.createdAt());
        }
    }

    record LoginResponse(Secret accessToken, Secret refreshToken, String tokenType, long expiresIn) {}

    record RefreshResponse(Secret accessToken, String tokenType, long expiresIn) {}
}
