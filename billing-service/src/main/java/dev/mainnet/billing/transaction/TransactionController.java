package dev.mainnet.billing.transaction;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's journal over HTTP. */
@RestController
class TransactionController {

    private final ListTransactions listTransactions;

    TransactionController(ListTransactions listTransactions) {
        this.listTransactions = listTransactions;
    }

    @GetMapping("/api/v1/billing/transactions")
    Mono<CursorPage<Transaction>> list(
            @AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        return listTransactions.list(me.accountId(), CursorRequest.of(query));
    }
}
