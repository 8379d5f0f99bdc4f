package dev.mainnet.user.dialect.atlas;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.google.SignInByGoogle;
import dev.mainnet.user.session.BeginSession;
import dev.mainnet.user.session.Origin;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Sign-in by Google (2.10). */
@RestController
class AtlasGoogleController {

    private final SignInByGoogle signInByGoogle;
    private final BeginSession beginSession;

    AtlasGoogleController(SignInByGoogle signInByGoogle, BeginSession beginSession) {
        this.signInByGoogle = signInByGoogle;
        this.beginSession = beginSession;
    }

    @PostMapping("/atlas/auth/google")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AtlasTokens> signIn(
            @Valid @RequestBody GoogleRequest request, ServerHttpRequest http, ServerHttpResponse answer) {
        Origin origin = Origin.of(http);
        return signInByGoogle
                .signInRepeatedly(request.idToken(), origin)
                .flatMap(account -> beginSession.begin(account, origin, AtlasTokens.LIFETIMES))
                .doOnNext(pair -> pair.showIn(answer))
                .map(AtlasTokens::of);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record GoogleRequest(@NotNull(message = "is missing") Secret idToken) {}
}
