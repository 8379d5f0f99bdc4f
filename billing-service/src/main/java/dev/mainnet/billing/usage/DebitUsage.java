package dev.mainnet.billing.usage;

import dev.mainnet.billing.fee.Shares;
import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.contracts.UsageEvent.UsageRecorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Records metered calls and debits those that cost something: the payer's balance goes down, below zero if need be, and the
 * model's owner and the platform earn. Runs in the caller's transaction.
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

    /** Debits each call once, however often it is told. */
    public Mono<Void> debit(List<UsageRecorded> told) {
        List<MeteredCall> calls = told.stream().map(MeteredCall::of).toList();
        return ledger.lock(users(calls))
                .flatMap(locked -> records.insertNew(calls)
                        .flatMap(fresh ->
                                ledger.post(locked, paid(fresh).map(this::entry).toList())));
    }

    private JournalEntry entry(MeteredCall call) {
        UsageRecorded usage = call.usage();
        List<Posting> postings = new ArrayList<>();
        postings.add(Posting.from(UserAccount.available(usage.accountId()), usage.costMicro()));
        postings.addAll(shares.ofModelFee(usage.ownerId(), usage.costMicro()));
        return new JournalEntry(
                new Cause("usage:" + usage.usageId(), call.input()),
                EntryKind.USAGE,
                usage.kind(),
                Subject.deployment(usage.deploymentId()),
                postings);
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
