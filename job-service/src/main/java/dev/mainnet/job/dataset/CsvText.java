package dev.mainnet.job.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The characters of a CSV file, after a byte order mark if it has one.
 *
 * @param delimiter comma, semicolon or tab: whichever the first line has most of
 */
record CsvText(Reader reader, char delimiter) {

    private static final int LONGEST_LOOK = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Reads strict UTF-8: what is not is an error, never a replacement character. */
    static CsvText of(InputStream bytes) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(
                        bytes,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                LONGEST_LOOK);
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        reader.mark(LONGEST_LOOK);
        char delimiter = mostFrequentInFirstLine(reader);
        reader.reset();
        return new CsvText(reader, delimiter);
    }

    private static char mostFrequentInFirstLine(Reader reader) throws IOException {
        int commas = 0;
        int semicolons = 0;
        int tabs = 0;
        boolean quoted = false;
        for (int i = 0; i < LONGEST_LOOK; i++) {
            int next = reader.read();
            if (next < 0 || (!quoted && (next == '\n' || next == '\r'))) {
                break;
            }
            switch (next) {
                case '"' -> quoted = !quoted;
                case ',' -> commas += quoted ? 0 : 1;
                case ';' -> semicolons += quoted ? 0 : 1;
                case '\t' -> tabs += quoted ? 0 : 1;
                default -> {}
            }
        }
        if (semicolons > commas && semicolons >= tabs) {
            return ';';
        }
        return tabs > commas ? '\t' : ',';
    }
}
