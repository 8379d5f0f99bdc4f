package dev.mainnet.billing.page;

import org.springframework.web.util.HtmlUtils;

/** A page that needs nothing else: no script, no image, no style sheet. */
final class Page {

    private Page() {}

    /** A page that says one thing. */
    static String saying(String title, String message) {
        return of(title, "<h1>" + text(title) + "</h1>\n<p>" + text(message) + "</p>");
    }

    /**
     * Any page.
     *
     * @param body is HTML
     */
    static String of(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                body { font-family: system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem; line-height: 1.5; color: #1c1c1c; }
                .test { background: #b45309; color: #fff; padding: .5rem 1rem; font-weight: 700; }
                form { display: inline-block; margin-right: 1rem; }
                button { font: inherit; padding: .6rem 1.4rem; cursor: pointer; }
                </style>
                </head>
                <body>
                %2$s
                </body>
                </html>
                """.formatted(text(title), body);
    }

    /** A text as HTML shows it. */
    static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
