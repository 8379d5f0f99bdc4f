package dev.mainnet.user.group;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The groups that one belongs to. */
@RestController
@RequestMapping("/user/groups")
class GroupController {

    private static final String LINE = "[^\\p{Cc}\\p{Cs}\\p{Cf}]*";

    private final Groups groups;
    private final ReachGroup reachGroup;
    private final CreateGroup createGroup;
    private final ChangeGroup changeGroup;

    GroupController(Groups groups, ReachGroup reachGroup, CreateGroup createGroup, ChangeGroup changeGroup) {
        this.groups = groups;
        this.reachGroup = reachGroup;
        this.createGroup = createGroup;
        this.changeGroup = changeGroup;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<GroupResponse> create(@AuthenticationPrincipal Identity me, @Valid @RequestBody GroupRequest wanted) {
        if (wanted.name() == null) {
            throw ApiException.invalid("name", "is missing");
        }
        String description = Objects.requireNonNullElse(wanted.description(), "");
        return createGroup.create(me.accountId(), wanted.name(), description).map(GroupResponse::of);
    }

    @GetMapping
    Mono<GroupsResponse> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, Groups.SORTS);
        return Mono.zip(
                groups.count(me.accountId()),
                groups.of(me.accountId(), page).map(GroupResponse::of).collectList(),
                (total, found) -> new GroupsResponse(total, page.page(), page.limit(), found));
    }

    @GetMapping("/{id}")
    Mono<GroupResponse> show(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return reachGroup.asMember(me.accountId(), id).map(GroupResponse::of);
    }

    /** Changes the fields that are given. */
    @PatchMapping("/{id}")
    Mono<GroupResponse> change(
            @AuthenticationPrincipal Identity me, @PathVariable UUID id, @Valid @RequestBody GroupRequest wanted) {
        return changeGroup
                .change(me.accountId(), id, wanted.name(), wanted.description())
                .map(GroupResponse::of);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> disband(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return changeGroup.disband(me.accountId(), id);
    }

    record GroupRequest(
            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = "(?=.*\\S)[^\\p{Cc}\\p{Cs}\\p{Cf}]*", message = "must be one line of text")
            String name,

            @Nullable @Size(max = 500) @Pattern(regexp = LINE, message = "must be one line of text") String description) {}

    record GroupsResponse(long total, int page, int limit, List<GroupResponse> groups) {}

    /** @param role what the caller is in it: owner or member */
    record GroupResponse(UUID id, String name, String description, String role, Instant createdAt, Instant updatedAt) {

        static GroupResponse of(Group group) {
            return new GroupResponse(
                    group.id(),
                    group.name(),
                    group.description(),
                    group.standing().text(),
                    group.createdAt(),
                    group.updatedAt());
        }
    }
}
