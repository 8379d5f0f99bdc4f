package dev.mainnet.user.administration;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.user.account.ProfileText;
import dev.mainnet.user.permission.Permissions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The accounts of others, for administrators. */
@RestController
@RequestMapping("/user/users")
class UserController {

    private static final int MOST_OF_QUERY = 254;

    private final FindPeople findPeople;
    private final AssignRole assignRole;
    private final SuspendAccount suspendAccount;

    UserController(FindPeople findPeople, AssignRole assignRole, SuspendAccount suspendAccount) {
        this.findPeople = findPeople;
        this.assignRole = assignRole;
        this.suspendAccount = suspendAccount;
    }

    /** Accounts whose username or e-mail address begins with {@code q}; all without it. */
    @GetMapping
    Mono<UsersResponse> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        return Permissions.require(me, Permissions.USERS_READ).then(Mono.defer(() -> {
            PageRequest page = PageRequest.of(query, People.SORTS);
            return findPeople
                    .find(me.accountId(), beginning(query), page)
                    .map(found -> new UsersResponse(found.total(), page.page(), page.limit(), found.people()));
        }));
    }

    @GetMapping("/{id}")
    Mono<Person> show(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return Permissions.require(me, Permissions.USERS_READ)
                .then(Mono.defer(() -> findPeople.show(me.accountId(), id)));
    }

    /** The role by name or id. */
    @PutMapping("/{id}/roles/{role}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> giveRole(@AuthenticationPrincipal Identity me, @PathVariable UUID id, @PathVariable String role) {
        return Permissions.requireAdministrator(me).then(Mono.defer(() -> assignRole.give(me.accountId(), id, role)));
    }

    @DeleteMapping("/{id}/roles/{role}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> takeRole(@AuthenticationPrincipal Identity me, @PathVariable UUID id, @PathVariable String role) {
        return Permissions.requireAdministrator(me).then(Mono.defer(() -> assignRole.take(me.accountId(), id, role)));
    }

    @PostMapping("/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> suspend(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID id,
            @Nullable @Valid @RequestBody(required = false) SuspensionRequest request) {
        String reason = request == null ? "" : Objects.requireNonNullElse(request.reason(), "");
        return Permissions.require(me, Permissions.USERS_SUSPEND)
                .then(Mono.defer(() -> suspendAccount.suspend(me.accountId(), id, reason)));
    }

    @DeleteMapping("/{id}/suspension")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> lift(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return Permissions.require(me, Permissions.USERS_SUSPEND)
                .then(Mono.defer(() -> suspendAccount.lift(me.accountId(), id)));
    }

    private static String beginning(MultiValueMap<String, String> query) {
        String q = Objects.requireNonNullElse(query.getFirst("q"), "").strip();
        if (q.length() > MOST_OF_QUERY || q.indexOf('\0') >= 0) {
            throw ApiException.invalid("q", "must be the beginning of a username or e-mail address");
        }
        return q;
    }

    record SuspensionRequest(
            @Nullable @Size(max = 500) @Pattern(regexp = ProfileText.LINE, message = "must be one line of text") String reason) {}

    record UsersResponse(long total, int page, int limit, List<Person> users) {}
}
