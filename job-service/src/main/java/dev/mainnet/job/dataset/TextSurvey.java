package dev.mainnet.job.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a text to its end, holding little of it. Blocks. */
final class TextSurvey {

    private static final int CHUNK = 8192;

    private TextSurvey() {}

    /** @throws UnreadableFileException when it is no text in UTF-8, or blank */
    static TextDescription describe(InputStream bytes, long size) throws IOException {
        long characters = 0;
        long lines = 0;
        boolean blank = true;
        List<String> sample = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
            char[] chunk = new char[CHUNK];
            for (int read = text.read(chunk); read >= 0; read = text.read(chunk)) {
                characters += read;
                for (int i = 0; i < read; i++) {
                    if (chunk[i] == '\0') {
                        throw new UnreadableFileException("the file is no plain text: it holds a character 0");
                    }
                    blank = blank && (Character.isWhitespace(chunk[i]) || chunk[i] == '\uFEFF');
                    if (chunk[i] == '\n') {
                        lines++;
                        keep(line, sample);
                    } else if (line.length() < Findings.LONGEST_CELL && chunk[i] != '\r') {
                        line.append(chunk[i]);
                    }
                }
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException("the file is not UTF-8 (after line " + lines + ")");
        }
        if (blank) {
            throw new UnreadableFileException("the file holds no text");
        }
        if (!line.isEmpty()) {
            lines++;
            keep(line, sample);
        }
        return new TextDescription(size, characters, lines, sample);
    }

    private static void keep(StringBuilder line, List<String> sample) {
        if (sample.size() < Findings.SAMPLE_ROWS && !line.toString().isBlank()) {
            sample.add(line.toString());
        }
        line.setLength(0);
    }
}
