package dev.mainnet.user.deletion;

import dev.mainnet.defaults.identity.Identity;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Lets the owner of an account leave. */
@RestController
class DeletionController {

    private final DeleteAccount deleteAccount;

    DeletionController(DeleteAccount deleteAccount) {
        this.deleteAccount = deleteAccount;
    }

    @DeleteMapping("/user/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(@AuthenticationPrincipal Identity me) {
        return deleteAccount.delete(me.accountId());
    }
}
