package dev.mainnet.gateway.limit;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How often one may call.
 *
 * @param authenticated requests of an account an hour
 * @param anonymous requests of an address an hour, without a credential
 * @param deployment calls a minute of a deployment by one caller, where its owner sets no limit
 * @param worker requests of a worker a minute
 * @param workersOfAddress requests a minute of all workers behind one address: their tokens are not verified here
 * @param stripe events of Stripe a minute from one address: it has few, and what it cannot deliver it tells late
 * @param heldBodies bytes of bodies at once that are held back until they have said which model they ask
 * @param heldBodiesOfAccount the share of one account, at least one body
 * @param heldBody the largest of them
 * @param heldBodyTimeout within which one must have come
 * @param refused requests of an address an hour with an invalid credential
 */
@Validated
@ConfigurationProperties("mainnet.rate-limit")
record LimitProperties(
        @DefaultValue("1000") @Positive long authenticated,
        @DefaultValue("100") @Positive long anonymous,
        @DefaultValue("6000") @Positive long deployment,
        @DefaultValue("6000") @Positive long worker,
        @DefaultValue("60000") @Positive long workersOfAddress,
        @DefaultValue("6000") @Positive long stripe,
        @DefaultValue("32MB") @NotNull DataSize heldBodies,
        @DefaultValue("8MB") @NotNull DataSize heldBodiesOfAccount,
        @DefaultValue("4MB") @NotNull DataSize heldBody,
        @DefaultValue("60s") @NotNull Duration heldBodyTimeout,
        @DefaultValue("1000") @Positive long refused) {}
