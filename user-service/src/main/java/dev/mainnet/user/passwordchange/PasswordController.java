package dev.mainnet.user.passwordchange;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.session.Origin;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own password. */
@RestController
class PasswordController {

    private final ChangeOwnPassword changeOwnPassword;

    PasswordController(ChangeOwnPassword changeOwnPassword) {
        this.changeOwnPassword = changeOwnPassword;
    }

    /** Ends every session, this one too: one signs in again with the new password. */
    @PatchMapping("/user/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(
            @AuthenticationPrincipal Identity me, @Valid @RequestBody PasswordRequest request, ServerHttpRequest http) {
        return changeOwnPassword.change(
                me.accountId(), request.currentPassword(), request.newPassword(), Origin.of(http));
    }

    record PasswordRequest(
            @NotNull(message = "is missing") Secret currentPassword,
            @NotNull(message = "is missing") Secret newPassword) {}
}
