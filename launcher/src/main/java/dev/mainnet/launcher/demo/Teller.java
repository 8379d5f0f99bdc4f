package dev.mainnet.launcher.demo;

import java.io.PrintStream;
import java.util.regex.Pattern;

/** Prints requests and answers so that people can read them: bodies shortened, credentials cut off after a few characters. */
final class Teller {
    private static final int LONGEST_BODY = 420;
    private static final Pattern SECRET = Pattern.compile("\\b(mk_|me_|mw_|eyJ)([A-Za-z0-9_.-]{4})[A-Za-z0-9_.-]+");
    private static final Pattern PASSWORD = Pattern.compile("(\"password\"\\s*:\\s*\")[^\"]*");
    private static final Pattern REFRESH = Pattern.compile("(\"refresh_token\"\\s*:\\s*\"[^\"]{6})[^\"]*");

    private final PrintStream out;

    Teller(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        out.println();
        out.println("== " + title);
    }

    void request(String method, String path, String body) {
        out.println();
        out.println("-> " + method + " " + path + (body.isEmpty() ? "" : "  " + readable(body)));
    }

    void answer(Answer answer) {
        out.println("<- " + answer.status() + "  " + readable(answer.text()));
    }

    void say(String line) {
        out.println("   " + readable(line));
    }

    /** A part of a line, shown at once. */
    void piece(String text) {
        out.print(text);
        out.flush();
    }

    /** Masked and on one line of bounded length. */
    static String readable(String text) {
        String masked =
                SECRET.matcher(text.strip().replaceAll("\\s*\\n\\s*", " ")).replaceAll("$1$2…");
        masked = PASSWORD.matcher(masked).replaceAll("$1…");
        masked = REFRESH.matcher(masked).replaceAll("$1…");
        return masked.length() <= LONGEST_BODY ? masked : masked.substring(0, LONGEST_BODY) + " …";
    }
}
