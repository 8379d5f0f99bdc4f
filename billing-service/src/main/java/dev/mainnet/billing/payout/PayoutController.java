package dev.mainnet.billing.payout;

import dev.mainnet.billing.administration.Administrators;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Payouts over HTTP: one's own, and everybody's for administrators. */
@RestController
@RequestMapping("/api/v1/billing")
class PayoutController {

    private static final String LINE = "[^\\p{Cntrl}]*";

    private final RequestPayout requestPayout;
    private final DecidePayout decidePayout;
    private final ReadPayouts readPayouts;

    PayoutController(RequestPayout requestPayout, DecidePayout decidePayout, ReadPayouts readPayouts) {
        this.requestPayout = requestPayout;
        this.decidePayout = decidePayout;
        this.readPayouts = readPayouts;
    }

    @PostMapping("/payouts")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<PayoutResponse> request(@AuthenticationPrincipal Identity me, @Valid @RequestBody PayoutRequest request) {
        return requestPayout
                .request(me.accountId(), request.amount(), request.destination().strip())
                .map(PayoutResponse::of);
    }

    @GetMapping("/payouts")
    Mono<CursorPage<PayoutResponse>> own(
            @AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        CursorRequest request = CursorRequest.of(query);
        return readPayouts.own(me.accountId(), request).map(rows -> page(rows, request));
    }

    /** Takes a request back that is not decided. */
    @DeleteMapping("/payouts/{id}")
    Mono<PayoutResponse> withdraw(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return decidePayout.withdraw(me.accountId(), id).map(PayoutResponse::of);
    }

    @GetMapping("/users/payouts")
    Mono<CursorPage<PayoutResponse>> everybodys(
            @AuthenticationPrincipal Identity me,
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(defaultValue = "requested") String state) {
        return Administrators.require(me).then(Mono.defer(() -> {
            CursorRequest request = CursorRequest.of(query);
            return readPayouts.in(state(state), request, me.accountId()).map(rows -> page(rows, request));
        }));
    }

    @PostMapping("/users/payouts/{id}/pay")
    Mono<PayoutResponse> pay(
            @AuthenticationPrincipal Identity me, @PathVariable UUID id, @Valid @RequestBody Mono<Transfer> body) {
        return Administrators.require(me)
                .then(body)
                .flatMap(transfer -> decidePayout.pay(
                        me.accountId(), id, Objects.requireNonNullElse(transfer.transferReference(), "")))
                .map(PayoutResponse::of);
    }

    @PostMapping("/users/payouts/{id}/reject")
    Mono<PayoutResponse> reject(
            @AuthenticationPrincipal Identity me, @PathVariable UUID id, @Valid @RequestBody Mono<Rejection> body) {
        return Administrators.require(me)
                .then(body)
                .flatMap(rejection -> decidePayout.reject(me.accountId(), id, rejection.reason()))
                .map(PayoutResponse::of);
    }

    private static Payout.State state(String text) {
        return Arrays.stream(Payout.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> ApiException.invalid("state", "must be requested, paying, paid, rejected or withdrawn"));
    }

    private static CursorPage<PayoutResponse> page(List<Payout> rows, CursorRequest request) {
        return CursorPage.of(rows.stream().map(PayoutResponse::of).toList(), request, PayoutResponse::id);
    }

    /** @param destination where to, for example a bank account; shown to administrators */
    record PayoutRequest(
            @NotNull(message = "is missing") Credits amount,

            @NotBlank(message = "is missing") @Size(max = 500, message = "must have at most 500 characters") @Pattern(regexp = LINE, message = "must not hold control characters") String destination) {}

    record Transfer(
            @Nullable @Size(max = 200, message = "must have at most 200 characters") @Pattern(regexp = LINE, message = "must not hold control characters") String transferReference) {}

    record Rejection(
            @NotBlank(message = "is missing") @Size(max = 500, message = "must have at most 500 characters") @Pattern(regexp = LINE, message = "must not hold control characters") String reason) {}

    /** A payout as its user and administrators see it. */
    record PayoutResponse(
            UUID id,
            UUID userId,
            Credits amount,
            String destination,
            String state,
            @Nullable String transferReference,
            @Nullable String reason,
            Instant createdAt,
            @Nullable Instant decidedAt) {

        static PayoutResponse of(Payout payout) {
            return new PayoutResponse(
                    payout.id(),
                    payout.userId(),
                    Credits.ofMicro(payout.amountMicro()),
                    payout.destination(),
                    payout.state().name().toLowerCase(Locale.ROOT),
                    payout.transferReference(),
                    payout.reason(),
                    payout.createdAt(),
                    payout.decidedAt());
        }
    }
}
