package dev.mainnet.billing.transaction;

import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.billing.usage.Period;
import dev.mainnet.defaults.error.ApiException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;

/**
 * Which entries are wanted: all that match everything given.
 *
 * @param kinds any of these; all kinds when empty
 * @param from not before
 * @param to before
 * @param account entries that change this account of the user: available, reserved or earnings
 */
public record TransactionFilter(
        List<String> kinds,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<UUID> deploymentId,
        Optional<String> account) {

    public static final TransactionFilter NONE =
            new TransactionFilter(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final List<String> KINDS =
            Arrays.stream(EntryKind.values()).map(EntryKind::text).toList();
    private static final List<String> ACCOUNTS = Arrays.stream(UserAccount.Kind.values())
            .map(account -> account.name().toLowerCase(Locale.ROOT))
            .toList();

    public TransactionFilter {
        if (from.isPresent() && to.isPresent() && !to.get().isAfter(from.get())) {
            throw ApiException.invalid("to", "must be after from");
        }
    }

    /** Reads the query parameters {@code kind}, {@code from}, {@code to}, {@code deployment_id} and {@code account}. */
    public static TransactionFilter of(MultiValueMap<String, String> query) {
        return new TransactionFilter(
                kinds(query),
                Optional.ofNullable(query.getFirst("from")).map(Period::start),
                Optional.ofNullable(query.getFirst("to")).map(Period::end),
                deploymentId(query),
                Optional.ofNullable(query.getFirst("account")).map(TransactionFilter::account));
    }

    /** The entries of some kinds in a period. */
    public static TransactionFilter of(List<String> kinds, Instant from, Instant to) {
        return new TransactionFilter(kinds, Optional.of(from), Optional.of(to), Optional.empty(), Optional.empty());
    }

    boolean isNone() {
        return equals(NONE);
    }

    private static List<String> kinds(MultiValueMap<String, String> query) {
        return query.getOrDefault("kind", List.of()).stream()
                .flatMap(kinds -> Stream.of(kinds.split(",", -1)))
                .map(TransactionFilter::kind)
                .distinct()
                .toList();
    }

    private static String kind(String text) {
        if (!KINDS.contains(text)) {
            String shown = text.length() > 32 ? text.substring(0, 32) + "…" : text;
            throw ApiException.invalid(
                    "kind", "\"" + shown + "\" is no kind; must be some of " + String.join(", ", KINDS));
        }
        return text;
    }

    private static String account(String text) {
        if (!ACCOUNTS.contains(text)) {
            throw ApiException.invalid(
                    "account", ACCOUNTS.stream().collect(Collectors.joining(", ", "must be one of ", "")));
        }
        return text;
    }

    private static Optional<UUID> deploymentId(MultiValueMap<String, String> query) {
        try {
            return Optional.ofNullable(query.getFirst("deployment_id")).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("deployment_id", "must be an id");
        }
    }
}
