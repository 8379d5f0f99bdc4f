package dev.mainnet.user.dialect.atlas;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.user.account.Account;
import dev.mainnet.user.account.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
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

    /** A text, or the same as JSON for whoever prefers that. */
    @GetMapping(
            path = "/version",
            produces = {MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<Object> version(@RequestHeader HttpHeaders headers) {
        String version = Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                .orElse("development");
        return prefersJson(headers)
                ? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new VersionResponse(version))
                : ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(version);
    }

    private static boolean prefersJson(HttpHeaders headers) {
        List<MediaType> accepted = new ArrayList<>(headers.getAccept());
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream()
                .filter(type -> type.includes(MediaType.TEXT_PLAIN) || type.includes(MediaType.APPLICATION_JSON))
                .findFirst()
                .filter(type -> !type.includes(MediaType.TEXT_PLAIN))
                .isPresent();
    }

    record VersionResponse(@JsonValue String version) {}

    record MeResponse(String nickname, String email) {

        static MeResponse of(Account account) {
            return new MeResponse(Objects.requireNonNullElse(account.fullname(), account.username()), account.email());
        }
    }
}
