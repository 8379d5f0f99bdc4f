package dev.mainnet.user.dialect.atlas;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.password.MixedPasswordRule;
import dev.mainnet.user.passwordchange.ChangePassword;
import dev.mainnet.user.passwordreset.RequestPasswordReset;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A forgotten password and a new one (2.7, 2.8). */
@RestController
@RequestMapping("/atlas/auth")
class AtlasPasswordController {

    private final RequestPasswordReset requestPasswordReset;
    private final ChangePassword changePassword;

    AtlasPasswordController(RequestPasswordReset requestPasswordReset, ChangePassword changePassword) {
        this.requestPasswordReset = requestPasswordReset;
        this.changePassword = changePassword;
    }

    @PostMapping("/reset-password")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Void> reset(@RequestBody AddressRequest request) {
        return request.address()
                .flatMap(requestPasswordReset::byTemporaryPassword)
                .filter(known -> known)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Member")))
                .then();
    }

    /** The document's headline says PATCH and its table POST. */
    @RequestMapping(
            path = "/password",
            method = {RequestMethod.PATCH, RequestMethod.POST})
    Mono<Void> change(@AuthenticationPrincipal Identity me, @Valid @RequestBody PasswordRequest request) {
        return Mono.defer(() -> {
            MixedPasswordRule.demand(request.password());
            return changePassword.change(me.accountId(), request.password());
        });
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PasswordRequest(@NotNull(message = "is missing") Secret password) {}
}
