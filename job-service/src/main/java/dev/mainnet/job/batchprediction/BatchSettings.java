package dev.mainnet.job.batchprediction;

import dev.mainnet.job.lifecycle.Price;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How batch predictions are cut and priced.
 *
 * @param rowsPerRequest rows that go to the model at once and are paid as one request
 * @param computeFee credits for each request, for whoever runs it
 */
@Validated
@ConfigurationProperties("mainnet.batch")
record BatchSettings(
        @Min(1) int rowsPerRequest, @DecimalMin("0") BigDecimal computeFee) {

    /**
     * The price of predicting that many rows.
     *
     * @param perRequestMicro the model's price for one request, in micro-credits
     * @throws ArithmeticException where the sum is past what can be counted
     */
    Price price(long rows, long perRequestMicro, Optional<UUID> modelOwnerId) {
        long requests = Math.ceilDiv(rows, rowsPerRequest);
        long computeFeeMicro = computeFee.movePointRight(6).longValueExact();
        Price price = new Price(
                Math.multiplyExact(requests, perRequestMicro),
                modelOwnerId,
                Math.multiplyExact(requests, computeFeeMicro));
        Math.addExact(price.modelFeeMicro(), price.computeFeeMicro());
        return price;
    }
}
