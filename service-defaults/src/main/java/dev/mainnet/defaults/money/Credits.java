package dev.mainnet.defaults.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * An amount of credits: inside an integer of micro-credits, outside a decimal number. 1 credit = 1,000,000 micro-credits = 1 US cent.
 */
public record Credits(long micro) implements Comparable<Credits> {

    public static final Credits ZERO = new Credits(0);

    private static final int DECIMALS = 6;
    private static final int MOST_DIGITS = 12;

    public static Credits ofMicro(long micro) {
        return new Credits(micro);
    }

    public static Credits of(String decimal) {
        return of(new BigDecimal(decimal));
    }

    /**
     * Reads a decimal amount.
     *
     * @throws IllegalArgumentException for more than six decimals or more than twelve digits before them
     */
    @JsonCreator
    public static Credits of(BigDecimal decimal) {
        // Asked before any arithmetic: 1e999999999 is a short text and a very long number.
        if (decimal.signum() != 0 && decimal.precision() - decimal.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("is too large");
        }
        if (decimal.scale() > DECIMALS && decimal.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException("has more than six decimals");
        }
        return new Credits(decimal.movePointRight(DECIMALS).longValueExact());
    }

    @JsonValue
    public BigDecimal toDecimal() {
        BigDecimal plain = BigDecimal.valueOf(micro, DECIMALS).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    @Override
    public int compareTo(Credits other) {
        return Long.compare(micro, other.micro);
    }

    @Override
    public String toString() {
        return toDecimal().toPlainString();
    }
}
