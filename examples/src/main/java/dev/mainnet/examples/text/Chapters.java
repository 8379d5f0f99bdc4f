package dev.mainnet.examples.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The chapters of the King James Bible, a verse on each line, without headings. */
final class Chapters {
    private Chapters() {}

    /** @param file compressed; a line {@code # Genesis 1} begins a chapter, and each further line is a verse */
    static List<String> read(Path file) throws IOException {
        List<String> chapters = new ArrayList<>();
        List<String> verses = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("# ")) {
                    finish(chapters, verses);
                } else if (!line.isEmpty()) {
                    verses.add(line);
                }
            }
        }
        finish(chapters, verses);
        return chapters;
    }

    private static void finish(List<String> chapters, List<String> verses) {
        if (!verses.isEmpty()) {
            chapters.add(String.join("\n", verses));
            verses.clear();
        }
    }
}
