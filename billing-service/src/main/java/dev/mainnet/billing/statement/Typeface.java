package dev.mainnet.billing.statement;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.openpdf.text.Chunk;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;

/**
 * Liberation Sans in one weight: Latin, Greek, Cyrillic and Hebrew letters, embedded into each document as far as it is used. What it
 * cannot show (Chinese, emoji) becomes a question mark, and what would break a line a space.
 */
final class Typeface {

    static final Typeface REGULAR = new Typeface("LiberationSans-Regular.ttf");
    static final Typeface BOLD = new Typeface("LiberationSans-Bold.ttf");

    private static final int MOST_CHARACTERS = 120;

    private final BaseFont base;

    private Typeface(String file) {
        this.base = read(file);
    }

    /** Text in this typeface, cut where it is longer than anybody reads in a table. */
    Phrase text(String text, float points) {
        return new Phrase(new Chunk(printable(text), new Font(base, points)));
    }

    private String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(MOST_CHARACTERS)
                .map(point -> Character.isISOControl(point) || Character.isWhitespace(point) ? ' ' : point)
                .map(point -> point < Character.MIN_SUPPLEMENTARY_CODE_POINT && base.charExists(point) ? point : '?')
                .forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > MOST_CHARACTERS ? shown + "…" : shown.toString();
    }

    private static BaseFont read(String file) {
        try (InputStream bytes = Typeface.class.getResourceAsStream("/liberation/" + file)) {
            if (bytes == null) {
                throw new FileNotFoundException(file);
            }
            return BaseFont.createFont(
                    file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.CACHED, bytes.readAllBytes(), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
