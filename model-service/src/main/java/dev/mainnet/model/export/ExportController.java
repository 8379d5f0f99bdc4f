package dev.mainnet.model.export;

import dev.mainnet.defaults.export.AccountExport;
import dev.mainnet.defaults.identity.Identity;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is held here about the caller; asked by user-service in his name. */
@RestController
class ExportController {

    private final AccountExport export;

    ExportController(AccountExport export) {
        this.export = export;
    }

    @GetMapping("/export")
    Mono<Map<String, Object>> export(@AuthenticationPrincipal Identity me) {
        return export.of(me.accountId());
    }
}
