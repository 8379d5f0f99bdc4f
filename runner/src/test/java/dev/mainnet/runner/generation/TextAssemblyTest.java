package dev.mainnet.runner.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextAssemblyTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keepsACharacterUntilAllItsBytesAreThere() {
        TextAssembly text = new TextAssembly(List.of());
        byte[] smile = bytes("\ud83d\ude00");
        for (int i = 0; i < 3; i++) {
            assertThat(text.add(new byte[] {smile[i]})).isEmpty();
        }
        assertThat(text.add(new byte[] {smile[3]})).isEqualTo("\ud83d\ude00");
        assertThat(text.add(new byte[] {'a', (byte) 0xC3})).isEqualTo("a");
        assertThat(text.end()).isEqualTo("\ufffd");
    }

    @Test
    void replacesBytesThatAreNoText() {
        TextAssembly text = new TextAssembly(List.of());
        assertThat(text.add(new byte[] {(byte) 0x80, 'b'})).isEqualTo("\ufffdb");
        assertThat(text.add(new byte[] {(byte) 0xE2, 'c'})).isEqualTo("\ufffdc");
    }

    @Test
    void holdsBackWhatMayBeginAStop() {
        TextAssembly text = new TextAssembly(List.of("END", "\n\n"));
        assertThat(text.add(bytes("a E"))).isEqualTo("a ");
        assertThat(text.add(bytes("N"))).isEmpty();
        assertThat(text.add(bytes("E"))).isEqualTo("EN");
        assertThat(text.add(bytes("ND more"))).isEmpty();
        assertThat(text.stopped()).isTrue();
        assertThat(text.end()).isEmpty();
    }

    @Test
    void endsBeforeTheFirstOfSeveralStops() {
        TextAssembly text = new TextAssembly(List.of("d", "bc"));
        assertThat(text.add(bytes("abcd"))).isEqualTo("a");
        assertThat(text.stopped()).isTrue();
    }

    @Test
    void givesWhatItHeldBackAtTheEnd() {
        TextAssembly text = new TextAssembly(List.of("END"));
        assertThat(text.add(bytes("EN"))).isEmpty();
        assertThat(text.end()).isEqualTo("EN");
    }
}
