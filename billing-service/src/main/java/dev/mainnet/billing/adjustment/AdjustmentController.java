package dev.mainnet.billing.adjustment;

import dev.mainnet.billing.administration.Administrators;
import dev.mainnet.billing.transaction.Transaction;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Adjustments over HTTP, for administrators. */
@RestController
class AdjustmentController {

    private final AdjustBalance adjustBalance;

    AdjustmentController(AdjustBalance adjustBalance) {
        this.adjustBalance = adjustBalance;
    }

    /** The body is read after the role is known: to others the answer is 403 whatever they send. */
    @PostMapping("/api/v1/billing/users/{id}/adjustments")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Transaction> adjust(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID id,
            @Valid @RequestBody Mono<AdjustmentRequest> body) {
        return Administrators.require(me)
                .then(body)
                .map(request -> new Adjustment(me.accountId(), id, request.amount(), request.reason()))
                .flatMap(adjustBalance::adjust);
    }

    /** What is to be adjusted, and why; the user reads the reason in the journal. */
    record AdjustmentRequest(
            @NotNull(message = "is missing") Credits amount,

            @NotBlank(message = "is missing") @Size(max = 500, message = "must have at most 500 characters") @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must not hold control characters") String reason) {}
}
