package dev.mainnet.user.apikey;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.defaults.page.PageRequest;
import dev.mainnet.user.account.ProfileText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
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
    private final RevokeApiKey revokeApiKey;
    private final ApiKeys keys;

    ApiKeyController(IssueApiKey issueApiKey, RevokeApiKey revokeApiKey, ApiKeys keys) {
        this.issueApiKey = issueApiKey;
        this.revokeApiKey = revokeApiKey;
        this.keys = keys;
    }

    /** The one answer that shows the key. */
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

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(@AuthenticationPrincipal Identity me, @PathVariable UUID id) {
        return revokeApiKey.revoke(me.accountId(), id);
    }

    record RateLimit(@Nullable Integer requestsPerMinute) {}

    record KeyRequest(
            @NotBlank(message = "is missing") @Size(max = 100) @Pattern(regexp = ProfileText.LINE, message = "must be one line of text") String name,

            @Nullable List<@NotNull String> scopes,
            @Nullable List<@NotNull UUID> deployments,
            @Nullable Credits creditLimit,
            @Nullable RateLimit rateLimit,
            @Nullable Instant expiresAt) {

        KeyTerms terms() {
            return new KeyTerms(
                    scopes == null
                            ? KeyTerms.DEFAULT_SCOPES
                            : scopes.stream().distinct().toList(),
                    deployments == null ? null : deployments.stream().distinct().toList(),
                    creditLimit == null ? null : creditLimit.micro(),
                    rateLimit == null ? null : rateLimit.requestsPerMinute(),
                    expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    record KeysResponse(long total, int page, int limit, List<KeyResponse> keys) {}
}
