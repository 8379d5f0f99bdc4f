package dev.mainnet.billing.transaction;

import dev.mainnet.defaults.money.Credits;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Journal entries as CSV (RFC 4180). */
final class TransactionCsv {

    static final String HEADER =
            "id,created_at,kind,amount,available,reserved,earnings,description,deployment_id,job_id,calls\r\n";

    private static final String STARTS_OF_FORMULAS = "=+-@\t\r\n";

    private TransactionCsv() {}

    static String lines(List<Transaction> entries) {
        return entries.stream().map(TransactionCsv::line).collect(Collectors.joining());
    }

    private static String line(Transaction entry) {
        return Stream.of(
                        entry.id(),
                        entry.createdAt(),
                        entry.kind(),
                        entry.amount(),
                        amount(entry, "available"),
                        amount(entry, "reserved"),
                        amount(entry, "earnings"),
                        text(entry.description()),
                        Objects.requireNonNullElse(entry.deploymentId(), ""),
                        Objects.requireNonNullElse(entry.jobId(), ""),
                        entry.calls() == null ? "" : entry.calls())
                .map(Object::toString)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static Credits amount(Transaction entry, String account) {
        return Credits.ofMicro(entry.postings().stream()
                .filter(part -> part.account().equals(account))
                .mapToLong(part -> part.amount().micro())
                .sum());
    }

    /** Quoted always. A spreadsheet takes text that starts in one of these ways for a formula and may send the file away with it. */
    private static String text(String text) {
        String trimmed = text.stripLeading();
        boolean formula =
                STARTS_OF_FORMULAS.indexOf(first(text)) >= 0 || STARTS_OF_FORMULAS.indexOf(first(trimmed)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    private static char first(String text) {
        return text.isEmpty() ? ' ' : text.charAt(0);
    }
}
