package dev.mainnet.user.administration;

import dev.mainnet.defaults.audit.AuditEntry;
import dev.mainnet.defaults.audit.RecordAudit;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.page.PageRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Lets administrators look at accounts, and writes down that they did. */
@Component
class FindPeople {

    private final People people;
    private final RecordAudit recordAudit;
    private final TransactionalOperator transaction;

    FindPeople(People people, RecordAudit recordAudit, TransactionalOperator transaction) {
        this.people = people;
        this.recordAudit = recordAudit;
        this.transaction = transaction;
    }

    /** Some of the accounts that match, and how many there are in all. */
    record Found(List<Person> people, long total) {}

    /** Those whose username or e-mail address begins like that; the audit log does not keep what was looked for. */
    Mono<Found> find(UUID actorId, String beginning, PageRequest page) {
        return people.matching(beginning, page)
                .collectList()
                .flatMap(found -> people.count(beginning).map(total -> new Found(found, total)))
                .delayUntil(found -> recordAudit.record(AuditEntry.of(actorId, "accounts.read")
                        .with("count", found.people().size())))
                .as(transaction::transactional);
    }

    /** The account, or an error {@link ErrorCode#NOT_FOUND}. */
    Mono<Person> show(UUID actorId, UUID id) {
        return people.byId(id)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Account")))
                .delayUntil(person -> recordAudit.record(AuditEntry.about(id, actorId, "account.read")))
                .as(transaction::transactional);
    }
}
