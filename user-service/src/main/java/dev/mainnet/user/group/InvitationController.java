package dev.mainnet.user.group;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Invitations to groups: for owners to send, for the invited to accept. */
@RestController
@RequestMapping("/user/groups")
class InvitationController {

    private final Invitations invitations;
    private final ReachGroup reachGroup;
    private final InviteToGroup inviteToGroup;
    private final WithdrawInvitation withdrawInvitation;
    private final AcceptInvitation acceptInvitation;
    private final Clock clock;

    InvitationController(
            Invitations invitations,
            ReachGroup reachGroup,
            InviteToGroup inviteToGroup,
            WithdrawInvitation withdrawInvitation,
            AcceptInvitation acceptInvitation,
            Clock clock) {
        this.invitations = invitations;
        this.reachGroup = reachGroup;
        this.inviteToGroup = inviteToGroup;
        this.withdrawInvitation = withdrawInvitation;
        this.acceptInvitation = acceptInvitation;
        this.clock = clock;
    }

    @PostMapping("/{groupId}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<InvitationResponse> invite(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID groupId,
            @Valid @RequestBody InvitationRequest request) {
        return inviteToGroup
                .invite(me.accountId(), groupId, new EmailAddress(request.email()))
                .map(InvitationResponse::of);
    }

    @GetMapping("/{groupId}/invitations")
    Mono<InvitationsResponse> list(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID groupId,
            @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, Invitations.SORTS);
        Instant now = clock.instant();
        return reachGroup
                .asOwner(me.accountId(), groupId)
                .flatMap(group -> Mono.zip(
                        invitations.countOpen(groupId, now),
                        invitations
                                .open(groupId, now, page)
                                .map(InvitationResponse::of)
                                .collectList(),
                        (total, found) -> new InvitationsResponse(total, page.page(), page.limit(), found)));
    }

    @DeleteMapping("/{groupId}/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> withdraw(@AuthenticationPrincipal Identity me, @PathVariable UUID groupId, @PathVariable UUID id) {
        return withdrawInvitation.withdraw(me.accountId(), groupId, id);
    }

    @PostMapping("/invitations/accept")
    Mono<AcceptedResponse> accept(@AuthenticationPrincipal Identity me, @Valid @RequestBody AcceptRequest request) {
        return acceptInvitation.accept(me.accountId(), request.token()).map(AcceptedResponse::new);
    }

    record InvitationRequest(
            @NotNull(message = "is missing") @Pattern(regexp = EmailAddress.FORM, message = "is no e-mail address") String email) {}

    record InvitationsResponse(long total, int page, int limit, List<InvitationResponse> invitations) {}

    record InvitationResponse(UUID id, UUID groupId, String email, Instant createdAt, Instant expiresAt) {

        static InvitationResponse of(Invitation invitation) {
            return new InvitationResponse(
                    invitation.id(),
                    invitation.groupId(),
                    invitation.email().text(),
                    invitation.createdAt(),
                    invitation.expiresAt());
        }
    }

    record AcceptRequest(@NotNull(message = "is missing") Secret token) {}

    record AcceptedResponse(UUID groupId) {}
}
