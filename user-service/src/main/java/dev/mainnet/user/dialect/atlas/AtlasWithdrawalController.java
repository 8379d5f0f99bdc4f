package dev.mainnet.user.dialect.atlas;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.user.deletion.DeleteAccount;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Document 5, section 2.9: withdrawing from membership. */
@RestController
class AtlasWithdrawalController {

    private final DeleteAccount deleteAccount;

    AtlasWithdrawalController(DeleteAccount deleteAccount) {
        this.deleteAccount = deleteAccount;
    }

    @DeleteMapping("/atlas/auth/user")
    Mono<Void> withdraw(@AuthenticationPrincipal Identity me) {
        return deleteAccount.delete(me.accountId());
    }
}
