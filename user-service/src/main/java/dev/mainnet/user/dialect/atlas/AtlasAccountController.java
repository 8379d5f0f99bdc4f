package dev.mainnet.user.dialect.atlas;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Oneself, and the version of what answers (2.12, 6.1). */
@RestController
@RequestMapping("/atlas")
class AtlasAccountController {

    private final Accounts accounts;

    AtlasAccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/me")
    Mono<MeResponse> me(@AuthenticationPrincipal Identity me) {
        return accounts.byId(me.accountId())
                .map(MeResponse::of)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Member")));
    }

    @GetMapping(path = "/version", produces = MediaType.TEXT_PLAIN_VALUE)
    String version() {
        return Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                .orElse("development");
    }

    record MeResponse(String nickname, String email) {

        static MeResponse of(Account account) {
            return new MeResponse(Objects.requireNonNullElse(account.fullname(), account.username()), account.email());
        }
    }
}
