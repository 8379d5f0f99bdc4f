package dev.mainnet.runner.template;

import java.util.List;

/** The words of one pair of braces, taken one after another. */
final class TokenStream {
    private final List<Token> tokens;
    private int position;

    TokenStream(String source) {
        this.tokens = Words.of(source);
    }

    Token peek() {
        return position < tokens.size() ? tokens.get(position) : Token.LAST;
    }

    Token next() {
        Token token = peek();
        position++;
        return token;
    }

    Token peekSecond() {
        return position + 1 < tokens.size() ? tokens.get(position + 1) : Token.LAST;
    }

    boolean accept(String sign) {
        boolean there = peek().is(sign);
        position += there ? 1 : 0;
        return there;
    }

    boolean acceptWord(String word) {
        boolean there = peek().isWord(word);
        position += there ? 1 : 0;
        return there;
    }

    void expect(String sign) {
        if (!accept(sign)) {
            throw new TemplateException("'" + sign + "' is missing before '" + peek().text() + "'");
        }
    }

    String name() {
        Token token = next();
        if (token.kind() != Token.Kind.NAME) {
            throw new TemplateException("a name is missing before '" + token.text() + "'");
        }
        return token.text();
    }

    void end() {
        if (peek().kind() != Token.Kind.END) {
            throw new TemplateException("'" + peek().text() + "' is not understood there");
        }
    }
}
