package dev.mainnet.runner.template;

/** A word of the language between its braces. */
record Token(Kind kind, String text) {
    enum Kind {
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        SIGN,
        END
    }

    static final Token LAST = new Token(Kind.END, "");

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }
}
