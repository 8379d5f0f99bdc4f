package dev.mainnet.user.group;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of groups.
 *
 * @param mostPerAccount how many groups an account may own
 * @param mostMembers how many members a group may have
 * @param invitationsPerDay how many invitations an account may send within 24 hours, to all its groups together
 * @param invitationLifetime how long an invitation can be accepted
 */
@Validated
@ConfigurationProperties("mainnet.group")
record GroupProperties(
        @DefaultValue("20") @Min(1) @Max(10_000) int mostPerAccount,
        @DefaultValue("500") @Min(2) @Max(100_000) int mostMembers,
        @DefaultValue("50") @Min(1) @Max(10_000) int invitationsPerDay,
        @DefaultValue("7d") @NotNull Duration invitationLifetime) {}
