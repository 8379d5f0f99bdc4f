package dev.mainnet.user.group;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who belongs to a group. */
@RestController
@RequestMapping("/user/groups/{groupId}/members")
class MemberController {

    private final Members members;
    private final ReachGroup reachGroup;
    private final LeaveGroup leaveGroup;

    MemberController(Members members, ReachGroup reachGroup, LeaveGroup leaveGroup) {
        this.members = members;
        this.reachGroup = reachGroup;
        this.leaveGroup = leaveGroup;
    }

    @GetMapping
    Mono<MembersResponse> list(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID groupId,
            @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, Members.SORTS);
        return reachGroup
                .asMember(me.accountId(), groupId)
                .flatMap(group -> Mono.zip(
                        members.count(groupId),
                        members.of(groupId, page).map(MemberResponse::of).collectList(),
                        (total, found) -> new MembersResponse(total, page.page(), page.limit(), found)));
    }

    @DeleteMapping("/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> leave(@AuthenticationPrincipal Identity me, @PathVariable UUID groupId) {
        return leaveGroup.leave(me.accountId(), groupId, me.accountId());
    }

    @DeleteMapping("/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@AuthenticationPrincipal Identity me, @PathVariable UUID groupId, @PathVariable UUID accountId) {
        return leaveGroup.leave(me.accountId(), groupId, accountId);
    }

    record MembersResponse(long total, int page, int limit, List<MemberResponse> members) {}

    record MemberResponse(UUID id, String username, String role, Instant joinedAt) {

        static MemberResponse of(Member member) {
            return new MemberResponse(
                    member.accountId(), member.username(), member.standing().text(), member.joinedAt());
        }
    }
}
