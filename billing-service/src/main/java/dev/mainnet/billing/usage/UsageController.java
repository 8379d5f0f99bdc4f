package dev.mainnet.billing.usage;

import dev.mainnet.billing.usage.UsageTotals.Row;
import dev.mainnet.billing.usage.UsageTotals.Sum;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.page.CursorPage;
import dev.mainnet.defaults.page.CursorRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's usage over HTTP, as JSON or, for {@code Accept: text/csv}, as CSV. */
@RestController
class UsageController {

    private final ReportUsage reportUsage;
    private final ListCalls listCalls;
    private final Clock clock = Clock.systemUTC();

    UsageController(ReportUsage reportUsage, ListCalls listCalls) {
        this.reportUsage = reportUsage;
        this.listCalls = listCalls;
    }

    @GetMapping("/api/v1/billing/calls")
    Mono<CursorPage<Call>> calls(
            @AuthenticationPrincipal Identity me, @RequestParam MultiValueMap<String, String> query) {
        return listCalls.list(me.accountId(), CursorRequest.of(query));
    }

    @GetMapping(path = "/api/v1/billing/usage", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<UsageResponse> json(
            @AuthenticationPrincipal Identity me,
            @RequestParam(name = "group_by", required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        Grouping grouping = Grouping.of(groupBy);
        Period period = Period.of(from, to, clock);
        return reportUsage
                .report(me.accountId(), grouping, period)
                .map(totals ->
                        new UsageResponse(grouping.text(), period.from(), period.to(), totals.rows(), totals.total()));
    }

    @GetMapping(path = "/api/v1/billing/usage", produces = "text/csv")
    Mono<String> csv(
            @AuthenticationPrincipal Identity me,
            @RequestParam(name = "group_by", required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        Grouping grouping = Grouping.of(groupBy);
        return reportUsage
                .report(me.accountId(), grouping, Period.of(from, to, clock))
                .map(totals -> totals.rows().stream()
                        .map(row -> line(grouping, row))
                        .collect(Collectors.joining(
                                "", grouping.text() + ",calls,requests,cost,input_tokens,output_tokens\r\n", "")));
    }

    /** No cell needs quotes: dates, ids and numbers only. */
    private static String line(Grouping grouping, Row row) {
        Object group = switch (grouping) {
            case DAY -> row.day();
            case DEPLOYMENT -> row.deploymentId();
            case KEY -> row.keyId();
            case MODEL -> row.modelId();
        };
        return "%s,%d,%d,%s,%d,%d\r\n"
                .formatted(
                        Objects.requireNonNullElse(group, ""),
                        row.calls(),
                        row.requests(),
                        row.cost(),
                        row.inputTokens(),
                        row.outputTokens());
    }

    /** Usage from one time up to another. */
    record UsageResponse(String groupBy, Instant from, Instant to, List<Row> data, Sum total) {}
}
