package dev.mainnet.user.export;

import dev.mainnet.defaults.identity.Identity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Everything that is held about oneself, to keep. */
@RestController
class ExportController {

    private final ExportAccount exportAccount;

    ExportController(ExportAccount exportAccount) {
        this.exportAccount = exportAccount;
    }

    @GetMapping("/user/me/export")
    Mono<ResponseEntity<ExportAccount.Document>> export(
            @AuthenticationPrincipal Identity me, @RequestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        return exportAccount
                .export(me.accountId(), authorization)
                .map(document -> ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mainnet-export.json\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(document));
    }
}
