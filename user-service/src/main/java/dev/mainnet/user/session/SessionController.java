package dev.mainnet.user.session;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.PageRequest;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own sign-ins. */
@RestController
@RequestMapping("/user/sessions")
class SessionController {

    private final Sessions sessions;
    private final RevokeSession revokeSession;
    private final EndSessions endSessions;
    private final Clock clock;

    SessionController(Sessions sessions, RevokeSession revokeSession, EndSessions endSessions, Clock clock) {
        this.sessions = sessions;
        this.revokeSession = revokeSession;
        this.endSessions = endSessions;
        this.clock = clock;
    }

    @GetMapping
    Mono<SessionsResponse> list(
            @AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, Sessions.SORTS);
        Instant now = clock.instant();
        return Mono.zip(
                sessions.countAlive(me.accountId(), now),
                sessions.alive(me.accountId(), now, page)
                        .map(session -> SessionResponse.of(session, me))
                        .collectList(),
                (total, found) -> new SessionsResponse(total, page.page(), page.limit(), found));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return revokeSession.revoke(me.accountId(), id);
    }

    /** Signs out everywhere, here too. */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revokeAll(@AuthenticationPrincipal Identity me) {
        return endSessions.endAll(me.accountId());
    }

    record SessionsResponse(long total, int page, int limit, List<SessionResponse> sessions) {}

    /**
     * @param current whether the call came with a token of this session
     */
    record SessionResponse(
            UUID id, String device, String address, boolean current, Instant createdAt, Instant lastSeenAt) {

        static SessionResponse of(Session session, Identity me) {
            return new SessionResponse(
                    session.id(),
                    session.origin().device(),
                    session.origin().address(),
                    me.sessionId().filter(session.id()::equals).isPresent(),
                    session.createdAt(),
                    session.lastSeenAt());
        }
    }
}
