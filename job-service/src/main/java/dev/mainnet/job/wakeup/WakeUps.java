package dev.mainnet.job.wakeup;

import dev.mainnet.outbox.PostgresSignals;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Wakes whoever waits for a change, in any instance, when the transaction that made it commits. */
@Component
public class WakeUps {

    /** What can be waited for. The payload of DATASET_READ and JOB_EVENT is the id of the dataset or job. */
    public enum Channel {
        DATASET_UPLOADED,
        DATASET_READ,
        JOB_QUEUED,
        JOB_EVENT,
        WEBHOOK_DUE
    }

    private final DatabaseClient database;
    private final Map<Channel, Flux<String>> signals = new EnumMap<>(Channel.class);

    WakeUps(DatabaseClient database, PostgresSignals postgres) {
        this.database = database;
        for (Channel channel : Channel.values()) {
            // One connection for all who wait in this instance, kept a while for the next.
            signals.put(channel, postgres.listen(name(channel)).publish().refCount(1, Duration.ofMinutes(1)));
        }
    }

    /** Part of the transaction under way; heard only if it commits. */
    public Mono<Void> wake(Channel channel, String payload) {
        return database.sql("SELECT pg_notify($1, $2)")
                .bind(0, name(channel))
                .bind(1, payload)
                .then();
    }

    /**
     * Never ends. Begins with an empty payload, and has one whenever a signal may have been lost: "look for yourself". Who is slow
     * to ask for the next signal gets the latest only.
     *
     * @param payload the only one of interest; empty for all
     */
    public Flux<String> on(Channel channel, String payload) {
        Flux<String> heard = signals.getOrDefault(channel, Flux.never())
                .filter(said -> said.isEmpty() || payload.isEmpty() || said.equals(payload))
                .onBackpressureLatest();
        // The first look comes after listening began, so that nothing falls between the two.
        return Flux.merge(heard, Mono.just("")).onBackpressureLatest();
    }

    static String name(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
