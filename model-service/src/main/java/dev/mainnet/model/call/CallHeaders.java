package dev.mainnet.model.call;

import dev.mainnet.defaults.money.Credits;
import org.springframework.http.HttpHeaders;

/** What an answer that is not streamed also tells in headers, whatever its body's format. */
public final class CallHeaders {

    public static final String COST = "X-Mainnet-Cost";
    public static final String BALANCE = "X-Mainnet-Balance";
    public static final String INPUT_TOKENS = "X-Mainnet-Input-Tokens";
    public static final String OUTPUT_TOKENS = "X-Mainnet-Output-Tokens";

    private CallHeaders() {}

    /** Credits: what the call cost, and the balance after it. */
    public static void setCost(HttpHeaders headers, long costMicro, long balanceMicro) {
        headers.set(COST, Credits.ofMicro(costMicro).toString());
        headers.set(BALANCE, Credits.ofMicro(balanceMicro).toString());
    }

    public static void setTokens(HttpHeaders headers, long input, long output) {
        headers.set(INPUT_TOKENS, Long.toString(input));
        headers.set(OUTPUT_TOKENS, Long.toString(output));
    }
}
