package dev.mainnet.billing.statement;

import dev.mainnet.defaults.identity.Identity;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The caller's monthly statements over HTTP: PDF unless JSON is asked for. */
@RestController
@RequestMapping("/api/v1/billing/statements")
class StatementController {

    private final ListStatements listStatements;
    private final DrawUpStatement drawUpStatement;
    private final PrintStatement printStatement;

    StatementController(ListStatements listStatements, DrawUpStatement drawUpStatement, PrintStatement printStatement) {
        this.listStatements = listStatements;
        this.drawUpStatement = drawUpStatement;
        this.printStatement = printStatement;
    }

    @GetMapping
    Mono<MonthsResponse> list(@AuthenticationPrincipal Identity me) {
        return listStatements.list(me.accountId()).map(MonthsResponse::of);
    }

    @GetMapping(
            path = "/{month}",
            produces = {MediaType.APPLICATION_PDF_VALUE, MediaType.APPLICATION_JSON_VALUE})
    Mono<ResponseEntity<Object>> one(
            @AuthenticationPrincipal Identity me, @PathVariable String month, ServerHttpRequest request) {
        Mono<Statement> statement = drawUpStatement.of(me, Months.read(month));
        return wantsPdf(request)
                ? statement.flatMap(drawn -> printStatement
                        .print(drawn)
                        .map(pdf -> ResponseEntity.ok()
                                .contentType(MediaType.APPLICATION_PDF)
                                .header(
                                        HttpHeaders.CONTENT_DISPOSITION,
                                        "attachment; filename=\"mainnet-statement-" + drawn.month() + ".pdf\"")
                                .<Object>body(pdf)))
                : statement.map(drawn -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .<Object>body(drawn));
    }

    /** What is accepted most decides; a client that accepts anything gets what people read. */
    private static boolean wantsPdf(ServerHttpRequest request) {
        List<MediaType> accepted = new ArrayList<>(request.getHeaders().getAccept());
        MimeTypeUtils.sortBySpecificity(accepted);
        return accepted.stream()
                .filter(type -> type.isCompatibleWith(MediaType.APPLICATION_PDF)
                        || type.isCompatibleWith(MediaType.APPLICATION_JSON))
                .findFirst()
                .map(type -> type.isCompatibleWith(MediaType.APPLICATION_PDF))
                .orElse(true);
    }

    /** The months of which there are statements, newest first. */
    record MonthsResponse(List<MonthResponse> data) {

        static MonthsResponse of(List<YearMonth> months) {
            return new MonthsResponse(months.stream()
                    .map(month -> new MonthResponse(
                            month,
                            Months.start(month),
                            Months.start(month.plusMonths(1)),
                            !month.equals(months.getFirst())))
                    .toList());
        }
    }

    /** One of them; the first in the list is not closed yet. */
    record MonthResponse(YearMonth month, Instant from, Instant to, boolean closed) {}
}
