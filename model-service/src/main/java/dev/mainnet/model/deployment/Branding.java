package dev.mainnet.model.deployment;

import dev.mainnet.defaults.error.ApiException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a deployment presents itself.
 *
 * @param logoUrl an https address
 * @param color #rrggbb
 * @param readme Markdown
 */
public record Branding(
        String title,
        @Nullable String tagline,
        @Nullable String logoUrl,
        @Nullable String color,
        @Nullable String readme) {

    private static final int LONGEST_TITLE = 80;
    private static final int LONGEST_TAGLINE = 200;
    private static final int LONGEST_URL = 500;
    private static final int LONGEST_README = 20_000;
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** Checks each field; an ApiException names the one that is wrong. */
    public void check() {
        if (title.isBlank()) {
            throw ApiException.invalid("branding.title", "must not be empty");
        }
        atMost("title", title, LONGEST_TITLE);
        atMost("tagline", tagline, LONGEST_TAGLINE);
        atMost("logo_url", logoUrl, LONGEST_URL);
        atMost("readme", readme, LONGEST_README);
        if (logoUrl != null && !isHttps(logoUrl)) {
            throw ApiException.invalid("branding.logo_url", "must be an https address");
        }
        if (color != null && !COLOR.matcher(color).matches()) {
            throw ApiException.invalid("branding.color", "must look like #1a2b3c");
        }
    }

    private static void atMost(String field, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            throw ApiException.invalid("branding." + field, "must have at most " + longest + " characters");
        }
    }

    private static boolean isHttps(String url) {
        try {
            URI parsed = new URI(url);
            return "https".equals(parsed.getScheme()) && parsed.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
