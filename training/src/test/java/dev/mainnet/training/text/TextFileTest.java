package dev.mainnet.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.training.loop.TrainingFailedException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir
    private Path folder;

    @Test
    void makesPagesOfWholeParagraphs() throws IOException {
        String paragraph = "word ".repeat(500).strip();
        List<String> pages = read("\uFEFF" + (paragraph + "\r\n \r\n").repeat(5), StandardCharsets.UTF_8);
        assertThat(pages).containsExactly(paragraph + "\n\n" + paragraph, paragraph + "\n\n" + paragraph, paragraph);
    }

    @Test
    void refusesWhatIsNoText() {
        assertThatThrownBy(() -> read("Grüße", StandardCharsets.ISO_8859_1))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessage("The file is not in UTF-8");
        assertThatThrownBy(() -> read(" \n\n ", StandardCharsets.UTF_8)).hasMessage("The text is empty");
    }

    private List<String> read(String text, Charset charset) throws IOException {
        return TextFile.read(Files.writeString(folder.resolve("text.txt"), text, charset));
    }
}
