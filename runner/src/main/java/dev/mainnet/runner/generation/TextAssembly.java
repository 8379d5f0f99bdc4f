package dev.mainnet.runner.generation;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Puts tokens' bytes together to text. A character whose bytes are not all there, and text that may begin a stop, are held back until
 * more comes. Bytes that are no UTF-8 become U+FFFD.
 */
final class TextAssembly {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private ByteBuffer partial = ByteBuffer.allocate(0);
    private boolean stopped;

    TextAssembly(List<String> stops) {
        this.stops = stops;
    }

    /** Whether a stop came; nothing comes after it. */
    boolean stopped() {
        return stopped;
    }

    /** The text that is certain now. */
    String add(byte[] bytes) {
        ByteBuffer input = ByteBuffer.allocate(partial.remaining() + bytes.length)
                .put(partial)
                .put(bytes)
                .flip();
        decode(input, false);
        partial = input;
        return release();
    }

    /** What was held back, where no more comes. */
    String end() {
        if (stopped) {
            return "";
        }
        decode(partial, true);
        String released = release();
        String rest = stopped ? "" : held.toString();
        held.setLength(0);
        return released + rest;
    }

    private void decode(ByteBuffer input, boolean last) {
        // Each byte gives at most one character.
        CharBuffer characters = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, characters, last);
        held.append(characters.flip());
    }

    private String release() {
        int begin = stops.stream()
                .mapToInt(held::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(-1);
        stopped = begin >= 0;
        int certain = stopped ? begin : held.length() - possibleStop();
        String text = held.substring(0, certain);
        held.delete(0, stopped ? held.length() : certain);
        return text;
    }

    /** The length of the longest end of the text that begins a stop. */
    private int possibleStop() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
