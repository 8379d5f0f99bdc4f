package dev.mainnet.billing.grant;

import dev.mainnet.billing.ledger.Cause;
import dev.mainnet.billing.ledger.EntryKind;
import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.billing.ledger.JournalEntry;
import dev.mainnet.billing.ledger.Ledger;
import dev.mainnet.billing.ledger.PlatformAccount;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.Subject;
import dev.mainnet.billing.ledger.UserAccount;
import dev.mainnet.contracts.UserEvent.UserRegistered;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives each new account its wallet, and its welcome credits to each that is a person's first. Runs in the caller's transaction. */
@Component
public class GrantWelcomeCredits {

    private final Ledger ledger;
    private final long amountMicro;

    GrantWelcomeCredits(Ledger ledger, GrantSettings settings) {
        this.ledger = ledger;
        this.amountMicro = settings.welcomeCredits().micro();
    }

    /** Grants once for each account, however often it is told. */
    public Mono<Void> grant(List<UserRegistered> registrations) {
        List<JournalEntry> entries = amountMicro == 0
                ? List.of()
                : registrations.stream()
                        .filter(UserRegistered::grantsWelcome)
                        .map(this::entry)
                        .toList();
        return ledger.lock(registrations.stream().map(UserRegistered::accountId).collect(Collectors.toSet()))
                .flatMap(locked -> ledger.post(locked, entries));
    }

    private JournalEntry entry(UserRegistered registered) {
        return new JournalEntry(
                new Cause("welcome:" + registered.accountId(), InputHash.of(registered)),
                EntryKind.GRANT,
                "Welcome credits",
                Subject.NONE,
                List.of(
                        Posting.from(PlatformAccount.PROMOTIONS, amountMicro),
                        Posting.to(UserAccount.available(registered.accountId()), amountMicro)));
    }
}
