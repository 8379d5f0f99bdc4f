package dev.mainnet.user.dialect.atlas;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.group.AcceptInvitation;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Document 5, section 2.6: the link in the mail that invites into a group. The token beside the documented parameters is what opens. */
@RestController
class AtlasInvitationController {

    private final AcceptInvitation acceptInvitation;

    AtlasInvitationController(AcceptInvitation acceptInvitation) {
        this.acceptInvitation = acceptInvitation;
    }

    /** Answers 401 for whatever does not fit together, as the document does. */
    @GetMapping("/atlas/auth/confirm-invite-email")
    Mono<ConfirmedBody> confirm(@RequestParam MultiValueMap<String, String> query) {
        return Mono.defer(() -> accept(query))
                .onErrorMap(AtlasInvitationController::opensNothing, e -> invalid())
                .map(ConfirmedBody::new);
    }

    private Mono<String> accept(MultiValueMap<String, String> query) {
        EmailAddress email = EmailAddress.parse(text(query, "email")).orElseThrow(AtlasInvitationController::invalid);
        UUID groupId = id(text(query, "groupId")).orElseThrow(AtlasInvitationController::invalid);
        String account = text(query, "userId");
        Optional<UUID> accountId = id(account);
        if (!account.isEmpty() && accountId.isEmpty()) {
            throw invalid();
        }
        return acceptInvitation
                .acceptByLink(email, accountId, groupId, new Secret(text(query, "token")))
                .thenReturn(email.text());
    }

    private static boolean opensNothing(Throwable e) {
        return e instanceof ApiException refusal
                && (refusal.code() == ErrorCode.NOT_FOUND || refusal.code() == ErrorCode.FORBIDDEN);
    }

    private static Optional<UUID> id(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(MultiValueMap<String, String> query, String name) {
        return Objects.requireNonNullElse(query.getFirst(name), "");
    }

    private static ApiException invalid() {
        return new ApiException(
                ErrorCode.UNAUTHORIZED,
                "The invitation is invalid, was used or has expired; who has no account yet signs up with this address first");
    }

    record ConfirmedBody(String email) {}
}
