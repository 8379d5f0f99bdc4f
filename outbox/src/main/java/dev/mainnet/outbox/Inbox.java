package dev.mainnet.outbox;

import dev.mainnet.contracts.EventJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Applies events once. The mark that an event was applied commits with its effect; a redelivery finds the mark and does nothing.
 * What can never be applied is put aside with its reason, so that it holds up nothing behind it; what fails because the database
 * is away is an error, to be tried again by the listener's container.
 */
public final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final InboxMarks marks;
    private final TransactionalOperator transaction;

    Inbox(InboxMarks marks, TransactionalOperator transaction) {
        this.marks = marks;
        this.transaction = transaction;
    }

    /** Applies each new event by itself, in order, all in one transaction. */
    public Mono<Void> applyEach(
            String consumer, List<ConsumerRecord<String, byte[]>> records, Function<ReceivedEvent, Mono<Void>> effect) {
        return applyAll(
                consumer,
                records,
                events -> Flux.fromIterable(events).concatMap(effect).then());
    }

    /**
     * Applies all new events of a poll with one effect in one transaction.
     *
     * @param consumer names who consumes; each consumer applies an event once
     * @param effect is given each event at most once, in order; never an empty list
     */
    public Mono<Void> applyAll(
            String consumer,
            List<ConsumerRecord<String, byte[]>> records,
            Function<List<ReceivedEvent>, Mono<Void>> effect) {
        return apply(records, consumer, effect, ids -> marks.markNew(consumer, ids));
    }

    /**
     * As {@link #applyAll}, for an effect that recognises by itself what it was given before, and then does nothing: no mark is written,
     * which is what many small events would cost most.
     */
    public Mono<Void> applyRecognised(
            String consumer,
            List<ConsumerRecord<String, byte[]>> records,
            Function<List<ReceivedEvent>, Mono<Void>> effect) {
        return apply(records, consumer, effect, ids -> Mono.just(new HashSet<>(ids)));
    }

    private Mono<Void> apply(
            List<ConsumerRecord<String, byte[]>> records,
            String consumer,
            Function<List<ReceivedEvent>, Mono<Void>> effect,
            Function<Set<String>, Mono<Set<String>>> unmarked) {
        List<IncomingRecord> incoming = records.stream()
                .filter(record -> record.value() != null)
                .map(IncomingRecord::of)
                .toList();
        Application application = new Application(consumer, effect, unmarked);
        return apply(application, incoming)
                .onErrorResume(Failures::isOfTheEvent, e -> oneByOne(application, incoming, e));
    }

    /** What is done with new events, and which are new. */
    private record Application(
            String consumer,
            Function<List<ReceivedEvent>, Mono<Void>> effect,
            Function<Set<String>, Mono<Set<String>>> unmarked) {}

    private Mono<Void> apply(Application application, List<IncomingRecord> incoming) {
        return Mono.defer(() -> {
            List<ReceivedEvent> events = read(incoming);
            if (events.isEmpty()) {
                return Mono.empty();
            }
            Set<String> ids = events.stream().map(ReceivedEvent::id).collect(Collectors.toSet());
            return application
                    .unmarked()
                    .apply(ids)
                    .map(fresh -> firstOfEach(events, fresh))
                    .filter(fresh -> !fresh.isEmpty())
                    .flatMap(application.effect())
                    .as(transaction::transactional);
        });
    }

    /** On all processors: a poll that lags behind is read while the database has nothing to do. */
    private static List<ReceivedEvent> read(List<IncomingRecord> incoming) {
        return incoming.parallelStream()
                .flatMap(record -> record.read().stream())
                .toList();
    }

    private static List<ReceivedEvent> firstOfEach(List<ReceivedEvent> events, Set<String> fresh) {
        List<ReceivedEvent> first = new ArrayList<>(fresh.size());
        for (ReceivedEvent event : events) {
            if (fresh.remove(event.id())) {
                first.add(event);
            }
        }
        return first;
    }

    /** One of several cannot be applied: applies the others, and puts aside the one. */
    private Mono<Void> oneByOne(Application application, List<IncomingRecord> incoming, Throwable failure) {
        if (incoming.size() > 1) {
            return Flux.fromIterable(incoming)
                    .concatMap(record -> apply(application, List.of(record))
                            .onErrorResume(Failures::isOfTheEvent, e -> putAside(application.consumer(), record, e)))
                    .then();
        }
        return putAside(application.consumer(), incoming.getFirst(), failure);
    }

    private Mono<Void> putAside(String consumer, IncomingRecord record, Throwable failure) {
        LOG.error("{} cannot apply event {} of type {}", consumer, record.id(), record.type(), failure);
        String reason = failure instanceof EventJson.MalformedEventException
                ? String.valueOf(failure.getMessage())
                : failure.toString();
        return marks.markNew(consumer, Set.of(record.id()))
                .then(marks.reject(consumer, record, reason))
                .as(transaction::transactional);
    }
}
