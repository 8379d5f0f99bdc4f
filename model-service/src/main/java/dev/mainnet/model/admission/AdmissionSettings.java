package dev.mainnet.model.admission;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How calls are admitted.
 *
 * @param mostCallsOfAnAccount how many calls of one account an instance answers at once; well below the gateway's connections to it, so
 *     that no account takes all of them
 */
@Validated
@ConfigurationProperties("mainnet.admission")
public record AdmissionSettings(
        @DefaultValue("400") @Positive int mostCallsOfAnAccount) {}
