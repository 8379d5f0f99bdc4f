package dev.mainnet.billing.transaction;

import dev.mainnet.billing.administration.Administrators;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Journals over HTTP, as JSON or, one's own for {@code Accept: text/csv}, as CSV. */
@RestController
@RequestMapping("/api/v1/billing")
class TransactionController {

    private final ListTransactions listTransactions;
    private final ExportTransactions exportTransactions;

    TransactionController(ListTransactions listTransactions, ExportTransactions exportTransactions) {
        this.listTransactions = listTransactions;
        this.exportTransactions = exportTransactions;
    }

    @GetMapping(path = "/transactions", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<CursorPage<Transaction>> own(
            @AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        return listTransactions.own(me.accountId(), TransactionFilter.of(query), CursorRequest.of(query));
    }

    /** The same filters and cursor; the limit is larger, and as large as it may be unless one is given. */
    @GetMapping(path = "/transactions", produces = "text/csv")
    ResponseEntity<Flux<String>> csv(
            @AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        TransactionFilter filter = TransactionFilter.of(query);
        int limit = limit(query.getFirst("limit"));
        // The head waits for the first page: until then a failure can still be told.
        Flux<String> lines = exportTransactions
                .export(me.accountId(), filter, cursor(query), limit)
                .index((page, entries) -> (page == 0 ? TransactionCsv.HEADER : "") + TransactionCsv.lines(entries));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"mainnet-transactions.csv\"")
                .body(lines.filter(text -> !text.isEmpty()));
    }

    @GetMapping("/users/{id}/transactions")
    Mono<CursorPage<Transaction>> ofUser(
            @AuthenticationPrincipal Identity me,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> query) {
        return Administrators.require(me)
                .then(Mono.defer(() ->
                        listTransactions.of(id, me.accountId(), TransactionFilter.of(query), CursorRequest.of(query))));
    }

    private static Optional<UUID> cursor(MultiValueMap<String, String> query) {
        MultiValueMap<String, String> withoutLimit = new LinkedMultiValueMap<>(query);
        withoutLimit.remove("limit");
        return CursorRequest.of(withoutLimit).after();
    }

    private static int limit(@Nullable String text) {
        try {
            int limit = text == null ? ExportTransactions.MOST : Integer.parseInt(text);
            if (limit >= 1 && limit <= ExportTransactions.MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw ApiException.invalid("limit", "must be a whole number");
        }
        throw ApiException.invalid("limit", "must be between 1 and " + ExportTransactions.MOST);
    }
}
