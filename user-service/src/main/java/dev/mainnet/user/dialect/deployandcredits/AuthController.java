package dev.mainnet.user.dialect.deployandcredits;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.registration.RegisterNameless;
import dev.mainnet.user.session.Authenticate;
import dev.mainnet.user.session.BeginSession;
import dev.mainnet.user.session.Origin;
import dev.mainnet.user.session.SessionLifetimes;
import dev.mainnet.user.session.TokenPair;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sign-up and login, both answered by a token. */
@RestController
@RequestMapping("/api/auth")
class AuthController {

    /** The document has no way to renew a token: it lives for as long as any may. */
    private static final SessionLifetimes A_DAY = SessionLifetimes.accessOnly(Duration.ofHours(24));

    private final RegisterNameless registerNameless;
    private final Authenticate authenticate;
    private final BeginSession beginSession;

    AuthController(RegisterNameless registerNameless, Authenticate authenticate, BeginSession beginSession) {
        this.registerNameless = registerNameless;
        this.authenticate = authenticate;
        this.beginSession = beginSession;
    }

    @PostMapping("/signup")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedInResponse> signUp(
            @Valid @RequestBody SignUpRequest request, ServerHttpRequest http, ServerHttpResponse answer) {
        Origin origin = Origin.of(http);
        return registerNameless
                .register(new EmailAddress(request.email()), request.password(), null, origin)
                .flatMap(account -> beginSession
                        .begin(account, origin, A_DAY)
                        .doOnNext(tokens -> tokens.showIn(answer))
                        .map(tokens -> SignedInResponse.of(tokens, account)));
    }

    @PostMapping("/login")
    Mono<SignedInResponse> logIn(
            @Valid @RequestBody LoginRequest request, ServerHttpRequest http, ServerHttpResponse answer) {
        Origin origin = Origin.of(http);
        return authenticate
                .authenticate(request.email(), request.password(), origin)
                .flatMap(proof -> beginSession
                        .begin(proof, origin, A_DAY)
                        .doOnNext(tokens -> tokens.showIn(answer))
                        .map(tokens -> SignedInResponse.of(tokens, proof.account())));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignUpRequest(
            @NotNull(message = "is missing") @Pattern(regexp = EmailAddress.FORM, message = "is no e-mail address") String email,

            @NotNull(message = "is missing") Secret password) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record LoginRequest(
            @NotNull(message = "is missing") @Size(max = 254) String email,

            @NotNull(message = "is missing") Secret password) {}

    record User(UUID id, String email) {}

    record SignedInResponse(Secret token, User user) {

        static SignedInResponse of(TokenPair tokens, Account account) {
            return new SignedInResponse(tokens.accessToken(), new User(account.id(), account.email()));
        }
    }
}
