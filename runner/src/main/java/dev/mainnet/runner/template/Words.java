package dev.mainnet.runner.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Splits what stands between braces into words. */
final class Words {
    private static final List<String> SIGNS = List.of("==", "!=", "<=", ">=", "//", "**");

    private final String source;
    private int position;

    private Words(String source) {
        this.source = source;
    }

    static List<Token> of(String source) {
        Words words = new Words(source);
        List<Token> tokens = new ArrayList<>();
        for (Token token = words.next(); token.kind() != Token.Kind.END; token = words.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    private Token next() {
        take(Character::isWhitespace);
        if (position == source.length()) {
            return Token.LAST;
        }
        char first = source.charAt(position);
        if (Character.isLetter(first) || first == '_') {
            return new Token(Token.Kind.NAME, take(c -> Character.isLetterOrDigit(c) || c == '_'));
        }
        if (first >= '0' && first <= '9') {
            return number();
        }
        if (first == '\'' || first == '"') {
            position++;
            return new Token(Token.Kind.STRING, quoted(first));
        }
        for (String sign : SIGNS) {
            if (source.startsWith(sign, position)) {
                position += sign.length();
                return new Token(Token.Kind.SIGN, sign);
            }
        }
        position++;
        return new Token(Token.Kind.SIGN, String.valueOf(first));
    }

    private Token number() {
        String digits = take(c -> (c >= '0' && c <= '9') || c == '_');
        if (position + 1 < source.length()
                && source.charAt(position) == '.'
                && Character.isDigit(source.charAt(position + 1))) {
            position++;
            return new Token(Token.Kind.FLOAT, digits + "." + take(Character::isDigit));
        }
        return new Token(Token.Kind.INTEGER, digits.replace("_", ""));
    }

    private String take(IntPredicate which) {
        int begin = position;
        while (position < source.length() && which.test(source.charAt(position))) {
            position++;
        }
        return source.substring(begin, position);
    }

    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        while (position < source.length()) {
            char next = source.charAt(position++);
            if (next == quote) {
                return text.toString();
            }
            if (next == '\\' && position < source.length()) {
                text.append(escaped(source.charAt(position++)));
            } else {
                text.append(next);
            }
        }
        throw new TemplateException("a text in it does not end");
    }

    private static String escaped(char letter) {
        return switch (letter) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case '\n' -> "";
            case '\\', '\'', '"' -> String.valueOf(letter);
            default -> "\\" + letter;
        };
    }
}
