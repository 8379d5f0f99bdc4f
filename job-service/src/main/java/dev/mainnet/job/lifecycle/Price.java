package dev.mainnet.job.lifecycle;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What a job costs if it succeeds, in micro-credits; fixed when it is submitted.
 *
 * @param modelOwnerId who earns the model fee; nothing when the job uses no model of a deployment
 * @param computeFeeMicro for whoever runs the job; where the time is paid, the most that it can come to
 * @param perSecondMicro for each second of computing; 0 where the compute fee is paid whole
 */
public record Price(long modelFeeMicro, Optional<UUID> modelOwnerId, long computeFeeMicro, long perSecondMicro) {

    private static final BigInteger MILLIS = BigInteger.valueOf(1000);

    public Price(long modelFeeMicro, Optional<UUID> modelOwnerId, long computeFeeMicro) {
        this(modelFeeMicro, modelOwnerId, computeFeeMicro, 0);
    }

    /** A price for time alone, of which so many seconds are reserved. */
    public static Price ofTime(long perSecondMicro, long reservedSeconds) {
        return new Price(0, Optional.empty(), Math.multiplyExact(perSecondMicro, reservedSeconds), perSecondMicro);
    }

    /** What whoever ran the job is paid for so long a time, never more than was reserved. */
    long feeFor(Duration computed) {
        if (perSecondMicro == 0) {
            return computeFeeMicro;
        }
        BigInteger fee = BigInteger.valueOf(Math.max(0, computed.toMillis()))
                .multiply(BigInteger.valueOf(perSecondMicro))
                .add(MILLIS.subtract(BigInteger.ONE))
                .divide(MILLIS);
        return fee.min(BigInteger.valueOf(computeFeeMicro)).longValueExact();
    }

    public long totalMicro() {
        return Math.addExact(modelFeeMicro, computeFeeMicro);
    }
}
