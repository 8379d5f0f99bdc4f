package dev.mainnet.user.dialect.atlas;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.confirmedsignin.SignInConfirmed;
import dev.mainnet.user.session.LogOut;
import dev.mainnet.user.session.Origin;
import dev.mainnet.user.session.ReissueAccess;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Sign-in, sign-out and another access token (2.2, 2.3, 2.11). */
@RestController
@RequestMapping("/atlas")
class AtlasSignInController {

    private static final String BEARER = "Bearer ";

    private final SignInConfirmed signInConfirmed;
    private final LogOut logOut;
    private final ReissueAccess reissueAccess;

    AtlasSignInController(SignInConfirmed signInConfirmed, LogOut logOut, ReissueAccess reissueAccess) {
        this.signInConfirmed = signInConfirmed;
        this.logOut = logOut;
        this.reissueAccess = reissueAccess;
    }

    /** The document spells it both ways. */
    @PostMapping({"/auth/sign-in", "/auth/sign-In"})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AtlasTokens> signIn(
            @Valid @RequestBody SignInRequest request, ServerHttpRequest http, ServerHttpResponse answer) {
        return signInConfirmed
                .signIn(request.id(), request.password(), Origin.of(http), AtlasTokens.LIFETIMES)
                .doOnNext(pair -> pair.showIn(answer))
                .map(AtlasTokens::of);
    }

    @PostMapping("/auth/sign-out")
    Mono<Void> signOut(@AuthenticationPrincipal Identity me) {
        return Mono.justOrEmpty(me.sessionId()).flatMap(logOut::logOut);
    }

    /** The refresh token stands in the place of an access token, and stays good. */
    @PostMapping("/refresh/accessToken")
    Mono<AccessTokenResponse> reissue(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER + "mr_")) {
            return Mono.error(new ApiException(ErrorCode.UNAUTHORIZED, "Invalid or expired refresh token"));
        }
        return reissueAccess
                .reissue(new Secret(authorization.substring(BEARER.length())))
                .map(reissued -> new AccessTokenResponse(reissued.accessToken()));
    }

    /** The id is the address. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignInRequest(
            @NotNull(message = "is missing") @Size(max = 254) String id,

            @NotNull(message = "is missing") Secret password) {}

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record AccessTokenResponse(Secret accessToken) {}
}
