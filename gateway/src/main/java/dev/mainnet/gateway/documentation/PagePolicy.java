package dev.mainnet.gateway.documentation;

import java.net.URI;

/**
 * What the pages may do (Content Security Policy Level 3): run and show what the gateway itself serves, call the API, and nothing else.
 * Both pages write their styles themselves; ReDoc searches in a worker that it makes of its own text.
 */
final class PagePolicy {

    private PagePolicy() {}

    /** @param api where "try it out" calls, which may be another name of this gateway */
    static String of(URI api) {
        String origin = api.getScheme() + "://" + api.getRawAuthority();
        return "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src blob:; "
                + "connect-src 'self' " + origin + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
