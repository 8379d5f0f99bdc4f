package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.List;

/** A part of a template's source: plain text, or the inside of a pair of braces. */
record Piece(Kind kind, String text) {
    enum Kind {
        TEXT,
        OUTPUT,
        STATEMENT
    }

    private static final int MAX_PIECES = 1 << 14;

    /**
     * Splits the source. As templates in models expect it, a line break right after a statement and the spaces before one at the begin
     * of a line go (Jinja's trim_blocks and lstrip_blocks); {@code -} at a brace takes all white space on that side.
     */
    static List<Piece> of(String source) {
        List<Piece> pieces = new ArrayList<>();
        int position = 0;
        while (position < source.length()) {
            int open = opening(source, position);
            String text = source.substring(position, open);
            if (open == source.length()) {
                add(pieces, Kind.TEXT, text);
                break;
            }
            char mark = source.charAt(open + 1);
            int close = closing(source, open + 2, mark);
            boolean stripBefore = source.charAt(open + 2) == '-';
            boolean stripAfter = source.charAt(close - 1) == '-' && close - 1 > open + 1;
            add(
                    pieces,
                    Kind.TEXT,
                    stripBefore ? text.stripTrailing() : mark == '{' ? text : withoutIndent(source, position, open));
            if (mark != '#') {
                int begin = open + (stripBefore || source.charAt(open + 2) == '+' ? 3 : 2);
                String inside = source.substring(begin, Math.max(begin, stripAfter ? close - 1 : close));
                add(pieces, mark == '{' ? Kind.OUTPUT : Kind.STATEMENT, inside);
            }
            position = after(source, close + 2, stripAfter, mark != '{');
        }
        return pieces;
    }

    private static void add(List<Piece> pieces, Kind kind, String text) {
        if (kind == Kind.TEXT && text.isEmpty()) {
            return;
        }
        if (pieces.size() == MAX_PIECES) {
            throw new TemplateException("it has more than " + MAX_PIECES + " parts");
        }
        pieces.add(new Piece(kind, text));
    }

    private static int opening(String source, int from) {
        for (int brace = source.indexOf('{', from); brace >= 0; brace = source.indexOf('{', brace + 1)) {
            if (brace + 2 < source.length() && "{%#".indexOf(source.charAt(brace + 1)) >= 0) {
                return brace;
            }
        }
        return source.length();
    }

    /** Where the closing braces begin; those in a quoted text are none. */
    private static int closing(String source, int from, char mark) {
        char closing = mark == '{' ? '}' : mark;
        char quote = 0;
        int depth = 0;
        for (int i = from; i + 1 < source.length(); i++) {
            char next = source.charAt(i);
            if (quote != 0) {
                if (next == '\\') {
                    i++;
                } else if (next == quote) {
                    quote = 0;
                }
            } else if (mark != '#' && (next == '\'' || next == '"')) {
                quote = next;
            } else if (next == closing && source.charAt(i + 1) == '}' && depth == 0) {
                return i;
            } else if (mark == '{' && next == '{') {
                depth++;
            } else if (mark == '{' && next == '}') {
                depth--;
            }
        }
        throw new TemplateException("a brace in it is not closed");
    }

    private static String withoutIndent(String source, int begin, int end) {
        String text = source.substring(begin, end);
        int lineBegin = text.lastIndexOf('\n') + 1;
        boolean wholeLine = lineBegin > 0 || begin == 0 || source.charAt(begin - 1) == '\n';
        return wholeLine && text.substring(lineBegin).isBlank() ? text.substring(0, lineBegin) : text;
    }

    private static int after(String source, int end, boolean strip, boolean dropLineBreak) {
        int position = end;
        if (strip) {
            while (position < source.length() && Character.isWhitespace(source.charAt(position))) {
                position++;
            }
        } else if (dropLineBreak && position < source.length() && source.charAt(position) == '\n') {
            position++;
        }
        return position;
    }
}
