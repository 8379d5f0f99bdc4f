package dev.mainnet.billing.statement;

import dev.mainnet.billing.statement.Statement.Balances;
import dev.mainnet.billing.statement.Statement.ByDeployment;
import dev.mainnet.billing.statement.Statement.KindTotal;
import dev.mainnet.billing.statement.Statement.Line;
import dev.mainnet.billing.statement.Statement.Purchases;
import dev.mainnet.billing.statement.Statement.Tokens;
import dev.mainnet.billing.transaction.Transaction;
import dev.mainnet.defaults.money.Credits;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/** A statement on A4. */
final class StatementPdf {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final float MARGIN = 48;

    private final Document document = new Document(PageSize.A4, MARGIN, MARGIN, MARGIN, MARGIN);

    private StatementPdf() {}

    static byte[] of(Statement statement) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new StatementPdf().write(statement, file);
        return file.toByteArray();
    }

    private void write(Statement statement, ByteArrayOutputStream file) {
        PdfWriter.getInstance(document, file);
        document.addTitle("Mainnet statement " + statement.month());
        document.addAuthor("Mainnet");
        document.open();
        head(statement);
        balances(statement.opening(), statement.closing());
        kinds(statement.totals());
        purchases(statement.purchases());
        deployments("Usage by deployment", "Cost", statement.usage());
        tokens(statement.tokens());
        deployments("Earnings by deployment", "Earned", statement.earnings());
        document.close();
    }

    private void head(Statement statement) {
        paragraph(Typeface.BOLD.text("Mainnet statement, " + statement.month().format(MONTH), 18), 6);
        paragraph(Typeface.REGULAR.text(statement.username() + " (account " + statement.userId() + ")", 10), 2);
        paragraph(
                Typeface.REGULAR.text(
                        "From " + time(statement.from()) + " until " + time(statement.to()) + " UTC"
                                + (statement.closed() ? "" : " (now; the month is not over)"),
                        10),
                2);
        paragraph(Typeface.REGULAR.text("All amounts in credits; 1 credit is 1 US cent.", 10), 2);
    }

    private void balances(Balances opening, Balances closing) {
        table(
                "Balances",
                List.of("", "Balance", "Available", "Reserved", "Earnings"),
                new int[] {3, 2, 2, 2, 2},
                List.of(balances("Opening balance", opening), balances("Closing balance", closing)));
    }

    private static List<String> balances(String name, Balances at) {
        return List.of(name, text(at.balance()), text(at.available()), text(at.reserved()), text(at.earnings()));
    }

    private void kinds(List<KindTotal> totals) {
        table(
                "Totals by kind",
                List.of("Kind", "Entries", "Balance", "Earnings"),
                new int[] {4, 2, 3, 3},
                totals.stream()
                        .map(total -> List.of(
                                total.kind(),
                                String.valueOf(total.entries()),
                                text(total.balance()),
                                text(total.earnings())))
                        .toList());
    }

    private void purchases(Purchases purchases) {
        List<List<String>> rows = new ArrayList<>();
        for (Transaction entry : purchases.data()) {
            rows.add(List.of(time(entry.createdAt()), entry.kind(), entry.description(), text(entry.amount())));
        }
        if (purchases.others() > 0) {
            rows.add(List.of("", "", purchases.others() + " others", ""));
        }
        rows.add(List.of("Total", "", "", text(purchases.total())));
        table("Purchases", List.of("Time (UTC)", "Kind", "Description", "Credits"), new int[] {3, 2, 6, 3}, rows);
    }

    private void tokens(Tokens tokens) {
        if (tokens.input() + tokens.output() > 0) {
            paragraph(
                    Typeface.REGULAR.text(
                            "Texts: " + tokens.input() + " input tokens, " + tokens.output() + " output tokens.", 10),
                    4);
        }
    }

    private void deployments(String title, String amount, ByDeployment sums) {
        List<List<String>> rows = new ArrayList<>();
        for (Line line : sums.data()) {
            rows.add(List.of(
                    Objects.requireNonNullElse(line.deploymentId(), "jobs").toString(),
                    String.valueOf(line.calls()),
                    text(line.amount())));
        }
        if (sums.others().deployments() > 0) {
            rows.add(List.of(
                    sums.others().deployments() + " others",
                    String.valueOf(sums.others().calls()),
                    text(sums.others().amount())));
        }
        rows.add(List.of(
                "Total", String.valueOf(sums.total().calls()), text(sums.total().amount())));
        table(title, List.of("Deployment", "Paid calls", amount), new int[] {6, 2, 3}, rows);
    }

    /** The first column and any description to the left, numbers to the right. */
    private void table(String title, List<String> heads, int[] widths, List<List<String>> rows) {
        paragraph(Typeface.BOLD.text(title, 12), 14);
        PdfPTable table = new PdfPTable(heads.size());
        table.setWidthPercentage(100);
        table.setWidths(widths);
        table.setSpacingBefore(4);
        table.setHeaderRows(1);
        for (int column = 0; column < heads.size(); column++) {
            table.addCell(cell(Typeface.BOLD.text(heads.get(column), 9), isText(heads, column)));
        }
        for (List<String> row : rows) {
            for (int column = 0; column < heads.size(); column++) {
                table.addCell(cell(Typeface.REGULAR.text(row.get(column), 9), isText(heads, column)));
            }
        }
        document.add(table);
    }

    private static boolean isText(List<String> heads, int column) {
        return column == 0 || (heads.contains("Description") && column < 3);
    }

    private static PdfPCell cell(Phrase text, boolean left) {
        PdfPCell cell = new PdfPCell(text);
        cell.setHorizontalAlignment(left ? Element.ALIGN_LEFT : Element.ALIGN_RIGHT);
        cell.setPadding(3);
        cell.setBorderWidth(0.5f);
        return cell;
    }

    private void paragraph(Phrase text, float before) {
        Paragraph paragraph = new Paragraph(text);
        paragraph.setSpacingBefore(before);
        document.add(paragraph);
    }

    private static String text(Credits amount) {
        return amount.toString();
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
