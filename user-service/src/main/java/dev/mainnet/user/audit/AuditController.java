package dev.mainnet.user.audit;

import dev.mainnet.defaults.audit.AuditConfiguration;
import dev.mainnet.defaults.audit.AuditFilter;
import dev.mainnet.defaults.audit.ListAudit;
import dev.mainnet.defaults.audit.RecordedAudit;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import dev.mainnet.user.permission.Permissions;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The audit log over HTTP, for administrators. */
@RestController
@Import(AuditConfiguration.class)
class AuditController {

    private final ListAudit listAudit;

    AuditController(ListAudit listAudit) {
        this.listAudit = listAudit;
    }

    @GetMapping("/user/audit")
    Mono<CursorPage<RecordedAudit>> list(
            @AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        return Permissions.require(me, Permissions.AUDIT_READ)
                .then(Mono.defer(() -> listAudit.list(AuditFilter.of(query), CursorRequest.of(query))));
    }
}
