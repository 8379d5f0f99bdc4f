package dev.mainnet.billing.ledger;

import dev.mainnet.contracts.Event;
import dev.mainnet.contracts.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of what a change was made from, by which a repetition is told from a contradiction.
 *
 * @param hex 64 hexadecimal digits
 */
public record InputHash(String hex) {

    public static InputHash of(Event input) {
        return of(EventJson.write(input));
    }

    public static InputHash of(String input) {
        return of(input.getBytes(StandardCharsets.UTF_8));
    }

    public static InputHash of(byte[] input) {
        try {
            return new InputHash(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(input)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, as 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
