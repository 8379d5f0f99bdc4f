package dev.mainnet.billing.grant;

import dev.mainnet.billing.administration.Administrators;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Grants that end over HTTP: given by administrators, seen by who holds them. */
@RestController
class GrantController {

    private final GiveGrant giveGrant;
    private final ListGrants listGrants;

    GrantController(GiveGrant giveGrant, ListGrants listGrants) {
        this.giveGrant = giveGrant;
        this.listGrants = listGrants;
    }

    @PostMapping("/api/v1/billing/users/{id}/grants")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<GrantResponse> give(
            @AuthenticationPrincipal Identity me, @PathVariable UUID id, @Valid @RequestBody Mono<GrantRequest> body) {
        return Administrators.require(me)
                .then(body)
                .map(request -> request.order(me.accountId(), id))
                .flatMap(giveGrant::give)
                .map(GrantResponse::of);
    }

    @GetMapping("/api/v1/billing/grants")
    Mono<GrantsResponse> list(@AuthenticationPrincipal Identity me) {
        return listGrants
                .of(me.accountId())
                .map(grants -> new GrantsResponse(
                        grants.stream().map(GrantResponse::of).toList()));
    }

    record GrantRequest(
            @NotNull(message = "is missing") Credits amount,

            @NotBlank(message = "is missing") @Size(max = 500, message = "must have at most 500 characters") @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must not hold control characters") String reason,

            @NotNull(message = "is missing") Instant expiresAt) {

        GiveGrant.Order order(UUID administratorId, UUID userId) {
            return new GiveGrant.Order(
                    administratorId, userId, amount, reason, expiresAt.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    /**
     * A grant as its holder sees it.
     *
     * @param remaining what spending has left of it
     */
    record GrantResponse(UUID id, Credits amount, Credits remaining, Instant expiresAt, Instant createdAt) {

        static GrantResponse of(CreditGrant grant) {
            return new GrantResponse(
                    grant.id(),
                    Credits.ofMicro(grant.amountMicro()),
                    Credits.ofMicro(grant.remainingMicro()),
                    grant.expiresAt(),
                    grant.createdAt());
        }
    }

    record GrantsResponse(List<GrantResponse> grants) {}
}
