package dev.mainnet.training.text;

import dev.mainnet.training.loop.TrainingFailedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of plain text as texts to learn from. */
public final class TextFile {
    private static final long MAX_BYTES = 256L << 20;
    /** About a page: long enough to learn from, short enough that validation has many. */
    private static final int PAGE = 4_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /**
     * Pages of whole paragraphs; a blank line ends a paragraph.
     *
     * @throws TrainingFailedException when the file is not in UTF-8, empty or too large
     */
    public static List<String> read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new TrainingFailedException("The text is larger than %d MiB".formatted(MAX_BYTES >> 20));
        }
        String text = decode(file).replace("\r\n", "\n");
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        List<String> pages = new ArrayList<>();
        StringBuilder page = new StringBuilder();
        for (String paragraph : text.split("\n\\s*\n", -1)) {
            if (paragraph.isBlank()) {
                continue;
            }
            if (!page.isEmpty()) {
                page.append("\n\n");
            }
            page.append(paragraph.strip());
            if (page.length() >= PAGE) {
                pages.add(page.toString());
                page.setLength(0);
            }
        }
        if (!page.isEmpty()) {
            pages.add(page.toString());
        }
        if (pages.isEmpty()) {
            throw new TrainingFailedException("The text is empty");
        }
        return pages;
    }

    private static String decode(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new TrainingFailedException("The file is not in UTF-8", e);
        }
    }
}
