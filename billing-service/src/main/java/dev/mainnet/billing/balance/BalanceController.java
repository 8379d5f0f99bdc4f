package dev.mainnet.billing.balance;

import dev.mainnet.billing.administration.Administrators;
import dev.mainnet.billing.ledger.Wallet;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Balances over HTTP. */
@RestController
@RequestMapping("/api/v1/billing")
class BalanceController {

    private final ShowBalance showBalance;

    BalanceController(ShowBalance showBalance) {
        this.showBalance = showBalance;
    }

    @GetMapping("/balance")
    Mono<BalanceResponse> own(@AuthenticationPrincipal Identity me) {
        return showBalance.own(me.accountId()).map(BalanceResponse::of);
    }

    @GetMapping("/users/{id}/balance")
    Mono<BalanceResponse> ofUser(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return Administrators.require(me)
                .then(showBalance.of(id, me.accountId()))
                .map(BalanceResponse::of);
    }

    /**
     * A user's credits.
     *
     * @param balance available and reserved together
     */
    record BalanceResponse(
            UUID userId, Credits balance, Credits reserved, Credits available, Credits earnings, String currency) {

        static BalanceResponse of(Wallet wallet) {
            return new BalanceResponse(
                    wallet.userId(),
                    Credits.ofMicro(Math.addExact(wallet.availableMicro(), wallet.reservedMicro())),
                    Credits.ofMicro(wallet.reservedMicro()),
                    Credits.ofMicro(wallet.availableMicro()),
                    Credits.ofMicro(wallet.earningsMicro()),
                    "credits");
        }
    }
}
