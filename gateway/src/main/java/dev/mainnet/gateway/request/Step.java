package dev.mainnet.gateway.request;

/** The way of a public request, in this order, before it is routed. */
public enum Step {
    /** Browsers of other origins may read the answer, errors included. */
    CORS,
    /** The answer tells browsers not to guess, frame or leak. */
    SECURITY_HEADERS,
    /** Errors on the paths of an older API have that API's shape. */
    DIALECT,
    /** Odd paths, methods and headers end here. */
    SHAPE,
    /** Who calls; nothing the client said about identity goes further. */
    IDENTITY,
    /** Which model a caller asks, where only the body tells: its limits are its owner's. */
    MODEL,
    /** Whether the caller may call again already. */
    LIMIT,
    /** An invalid credential ends here: after the limit, so that trying credentials is limited too. */
    REFUSAL,
    /** How large the body may get. */
    BODY
}
