package dev.mainnet.user.apikey;

import dev.mainnet.contracts.CreditLimitReset;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.user.account.ProfileText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
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

/** One's own API keys. */
@RestController
@RequestMapping("/user/keys")
class ApiKeyController {

    private final IssueApiKey issueApiKey;
    private final RotateApiKey rotateApiKey;
    private final RevokeApiKey revokeApiKey;
    private final ApiKeys keys;

    ApiKeyController(IssueApiKey issueApiKey, RotateApiKey rotateApiKey, RevokeApiKey revokeApiKey, ApiKeys keys) {
        this.issueApiKey = issueApiKey;
        this.rotateApiKey = rotateApiKey;
        this.revokeApiKey = revokeApiKey;
        this.keys = keys;
    }

    /** Shows the key, and no later answer does. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<KeyResponse> issue(@AuthenticationPrincipal Identity me, @Valid @RequestBody KeyRequest request) {
        return issueApiKey
                .issue(me.accountId(), request.name(), request.terms())
                .map(issued -> KeyResponse.of(issued.key(), issued.text()));
    }

    @GetMapping
    Mono<KeysResponse> list(@AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        PageRequest page = PageRequest.of(query, ApiKeys.SORTS);
        return Mono.zip(
                keys.count(me.accountId()),
                keys.of(me.accountId(), page)
                        .map(key -> KeyResponse.of(key, null))
                        .collectList(),
                (total, found) -> new KeysResponse(total, page.page(), page.limit(), found));
    }

    @GetMapping("/{id}")
    Mono<KeyResponse> show(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return keys.find(me.accountId(), id)
                .map(key -> KeyResponse.of(key, null))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("API key")));
    }

    /** Shows the new text, and no later answer does; without a body the old one works for another day. */
    @PostMapping("/{id}/rotation")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<KeyResponse> rotate(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable RotationRequest request) {
        return rotateApiKey
                .rotate(me.accountId(), id, RotationRequest.overlap(request))
                .map(issued -> KeyResponse.of(issued.key(), issued.text()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return revokeApiKey.revoke(me.accountId(), id);
    }

    record RateLimit(
            @Nullable Integer requestsPerMinute, @Nullable Integer tokensPerMinute) {}

    record RotationRequest(@Nullable @Min(0) @Max(604_800) Integer overlapSeconds) {

        private static final Duration A_DAY = Duration.ofDays(1);

        static Duration overlap(@Nullable RotationRequest request) {
            return request == null || request.overlapSeconds() == null
                    ? A_DAY
                    : Duration.ofSeconds(request.overlapSeconds());
        }
    }

    record KeyRequest(
            @NotBlank(message = "is missing") @Size(max = 100) @Pattern(regexp = ProfileText.LINE, message = "must be one line of text") String name,

            @Nullable List<@NotNull String> scopes,
            @Nullable List<@NotNull UUID> deployments,
            @Nullable Credits creditLimit,

            @Nullable @Pattern(regexp = "none|daily|weekly|monthly", message = "must be none, daily, weekly or monthly") String creditLimitReset,

            @Nullable RateLimit rateLimit,
            @Nullable Instant expiresAt) {

        KeyTerms terms() {
            return new KeyTerms(
                    scopes == null
                            ? KeyTerms.DEFAULT_SCOPES
                            : scopes.stream().distinct().toList(),
                    deployments == null ? null : deployments.stream().distinct().toList(),
                    creditLimit == null ? null : creditLimit.micro(),
                    creditLimitReset == null || creditLimitReset.equals("none")
                            ? null
                            : CreditLimitReset.valueOf(creditLimitReset.toUpperCase(Locale.ROOT)),
                    rateLimit == null ? null : rateLimit.requestsPerMinute(),
                    rateLimit == null ? null : rateLimit.tokensPerMinute(),
                    expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    record KeysResponse(long total, int page, int limit, List<KeyResponse> keys) {}
}
