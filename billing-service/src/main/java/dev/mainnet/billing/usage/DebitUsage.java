package dev.mainnet.billing.usage;

import dev.mainnet.billing.fee.Shares;
import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.billing.usage.MeteredCall.Bill;
import dev.mainnet.outbox.Ids;
import dev.mainnet.outbox.ReceivedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Records metered calls and debits those that cost something: the payer's balance goes down, below zero if need be, and the
 * model's owner and the platform earn. One entry pays for all calls on one bill, each call's shares rounded for itself. Runs in the
 * caller's transaction.
 */
@Component
public class DebitUsage {

    private final Ledger ledger;
    private final UsageRecords records;
    private final Shares shares;

    DebitUsage(Ledger ledger, UsageRecords records, Shares shares) {
        this.ledger = ledger;
        this.records = records;
        this.shares = shares;
    }

    /** Debits each call that is told of once, however often it is told. */
    public Mono<Void> debit(List<ReceivedEvent> told) {
        // Hashed on all processors, as they were read.
        List<MeteredCall> calls = told.parallelStream()
                .map(MeteredCall::of)
                .flatMap(Optional::stream)
                .toList();
        return ledger.lock(users(calls)).flatMap(locked -> {
            // Drawn under the locks: a user's entries are numbered in the order in which they commit.
            Map<Bill, UUID> entryIds = entryIds(calls);
            return records.insertNew(calls, entryIds).flatMap(fresh -> ledger.post(locked, entries(fresh, entryIds)));
        });
    }

    private static Map<Bill, UUID> entryIds(List<MeteredCall> calls) {
        Map<Bill, UUID> ids = new LinkedHashMap<>();
        paid(calls).forEach(call -> ids.computeIfAbsent(call.bill(), any -> Ids.next()));
        return ids;
    }

    private List<JournalEntry> entries(List<MeteredCall> fresh, Map<Bill, UUID> entryIds) {
        Map<Bill, List<MeteredCall>> bills =
                paid(fresh).collect(Collectors.groupingBy(MeteredCall::bill, LinkedHashMap::new, Collectors.toList()));
        return entryIds.entrySet().stream()
                .filter(entry -> bills.containsKey(entry.getKey()))
                .map(entry -> entry(entry.getValue(), entry.getKey(), bills.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private JournalEntry entry(UUID id, Bill bill, List<MeteredCall> calls) {
        String paidFor = calls.stream().map(call -> call.id().toString()).collect(Collectors.joining());
        return new JournalEntry(
                id,
                new Cause("usage:" + id, InputHash.of(paidFor)),
                EntryKind.USAGE,
                bill.kind(),
                Subject.deployment(bill.deploymentId()),
                calls.size(),
                postings(bill, calls));
    }

    /** Calls of one price are divided once: as many shares as calls, each as it is rounded for one. */
    private List<Posting> postings(Bill bill, List<MeteredCall> calls) {
        Map<Long, Long> callsByCost = calls.stream()
                .collect(Collectors.groupingBy(call -> call.usage().costMicro(), Collectors.counting()));
        return callsByCost.entrySet().stream()
                .flatMap(group -> {
                    long cost = group.getKey();
                    return Stream.concat(
                                    Stream.of(Posting.from(UserAccount.available(bill.payerId()), cost)),
                                    shares.ofModelFee(bill.ownerId(), cost).stream())
                            .map(posting -> posting.times(group.getValue()));
                })
                .toList();
    }

    private static Set<UUID> users(List<MeteredCall> calls) {
        return paid(calls)
                .flatMap(
                        call -> Stream.of(call.usage().accountId(), call.usage().ownerId()))
                .collect(Collectors.toSet());
    }

    private static Stream<MeteredCall> paid(List<MeteredCall> calls) {
        return calls.stream().filter(MeteredCall::isPaid);
    }
}
