package dev.mainnet.gateway.request;

import org.springframework.web.server.ServerWebExchange;

/** The Content-Security-Policy of an answer that the gateway gives itself. Services' answers cannot have one of their own. */
public final class ContentPolicy {

    private static final String ATTRIBUTE = ContentPolicy.class.getName();
    private static final String USUAL = "frame-ancestors 'none'";

    private ContentPolicy() {}

    public static void set(ServerWebExchange exchange, String policy) {
        exchange.getAttributes().put(ATTRIBUTE, policy);
    }

    static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, USUAL);
    }
}
