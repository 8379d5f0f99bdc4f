package dev.mainnet.billing.payout;

import dev.mainnet.defaults.error.ApiException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Transfers that an administrator makes at the bank and names here. */
@Component
class ManualTransfers implements PayoutTransfers {

    @Override
    public Mono<String> transfer(Payout payout, String given) {
        return given.isBlank()
                ? Mono.error(() -> ApiException.invalid("transfer_reference", "is missing"))
                : Mono.just(given.strip());
    }
}
