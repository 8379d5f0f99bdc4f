package dev.mainnet.training.text;

/**
 * A printable character for each byte, as GPT-2's vocabulary spells tokens: bytes that are printable in Latin-1 stand for themselves,
 * the others are numbered from U+0100 on.
 */
final class ByteAlphabet {
    private static final char[] CHARACTERS = new char[256];

    static {
        char next = 256;
        for (int value = 0; value < 256; value++) {
            CHARACTERS[value] = printable(value) ? (char) value : next++;
        }
    }

    private ByteAlphabet() {}

    static String spell(byte[] token) {
        StringBuilder spelled = new StringBuilder();
        for (byte value : token) {
            spelled.append(CHARACTERS[value & 0xFF]);
        }
        return spelled.toString();
    }

    private static boolean printable(int value) {
        return (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
    }
}
