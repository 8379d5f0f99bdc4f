package dev.mainnet.billing.reconciliation;

import dev.mainnet.billing.administration.Administrators;
import dev.mainnet.defaults.identity.Identity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The reconciliation over HTTP, for administrators. */
@RestController
class ReconciliationController {

    private final ReconcileLedger reconcileLedger;

    ReconciliationController(ReconcileLedger reconcileLedger) {
        this.reconcileLedger = reconcileLedger;
    }

    @GetMapping("/api/v1/billing/reconciliation")
    Mono<Reconciliation> reconcile(@AuthenticationPrincipal Identity me) {
        return Administrators.require(me).then(reconcileLedger.reconcile(me.accountId()));
    }
}
