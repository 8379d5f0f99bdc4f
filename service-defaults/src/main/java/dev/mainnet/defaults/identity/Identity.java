package dev.mainnet.defaults.identity;

import dev.mainnet.contracts.CreditLimitReset;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who calls, as the gateway vouches for it.
 *
 * @param permissions what the roles permit; nothing through an API key
 * @param scopes what the caller may do with the credential at hand: some of account, models, invoke, jobs, billing
 * @param sessionId the session, when the call came with an access token
 * @param key what the API key allows, when the call came with one
 */
public record Identity(
        UUID accountId,
        String username,
        Set<String> roles,
        Set<String> permissions,
        Set<String> scopes,
        Optional<UUID> sessionId,
        Optional<KeyGrant> key) {

    /**
     * The bounds of an API key.
     *
     * @param deployments the only deployments it may call; nothing allows all
     * @param creditLimitMicro what may be spent through it within a period of its limit, in micro-credits
     * @param creditLimitReset when such a period ends; nothing: never
     * @param tokensPerMinute of text, input and output together; nothing sets no limit
     */
    public record KeyGrant(
            UUID keyId,
            Optional<List<UUID>> deployments,
            Optional<Long> creditLimitMicro,
            Optional<CreditLimitReset> creditLimitReset,
            Optional<Integer> tokensPerMinute) {

        /** Names the period at that time: what is spent under one such id counts against the limit together. */
        public UUID meterId(Instant now) {
            return creditLimitReset
                    .map(reset -> UUID.nameUUIDFromBytes(
                            (keyId + " " + reset + " " + beginning(reset, now)).getBytes(StandardCharsets.US_ASCII)))
                    .orElse(keyId);
        }

        private static LocalDate beginning(CreditLimitReset reset, Instant now) {
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            return switch (reset) {
                case DAILY -> today;
                case WEEKLY -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTHLY -> today.withDayOfMonth(1);
            };
        }
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    public boolean hasPermission(String permission) {
        return permissions.contains(permission);
    }
}
