package dev.mainnet.user.account;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own account. */
@RestController
@RequestMapping("/user/me")
class AccountController {

    private final Accounts accounts;
    private final ChangeProfile changeProfile;
    private final Authorities authorities;

    AccountController(Accounts accounts, ChangeProfile changeProfile, Authorities authorities) {
        this.accounts = accounts;
        this.changeProfile = changeProfile;
        this.authorities = authorities;
    }

    @GetMapping
    Mono<AccountResponse> show(@AuthenticationPrincipal Identity me) {
        return accounts.byId(me.accountId()).flatMap(this::response).switchIfEmpty(Mono.error(AccountController::gone));
    }

    /** Changes the fields that are given; an empty text takes one away. */
    @PatchMapping
    Mono<AccountResponse> change(@AuthenticationPrincipal Identity me, @Valid @RequestBody ProfileRequest wanted) {
        return changeProfile
                .change(me.accountId(), wanted.fullname(), wanted.bio())
                .flatMap(this::response)
                .switchIfEmpty(Mono.error(AccountController::gone));
    }

    private Mono<AccountResponse> response(Account account) {
        return authorities
                .of(account)
                .map(authority -> new AccountResponse(
                        account.id(),
                        account.username(),
                        account.email(),
                        account.emailVerified(),
                        account.fullname(),
                        account.bio(),
                        authority.roles(),
                        authority.permissions(),
                        account.createdAt()));
    }

    private static ApiException gone() {
        return ApiException.notFound("Account");
    }

    record ProfileRequest(
            @Nullable @Size(max = ProfileText.MOST_OF_FULLNAME) @Pattern(regexp = ProfileText.LINE, message = "must be one line of text") String fullname,

            @Nullable @Size(max = ProfileText.MOST_OF_BIO) @Pattern(regexp = ProfileText.LINES, message = "must be text") String bio) {}

    record AccountResponse(
            UUID id,
            String username,
            String email,
            boolean emailVerified,
            @Nullable String fullname,
            @Nullable String bio,
            List<String> roles,
            List<String> permissions,
            Instant createdAt) {}
}
