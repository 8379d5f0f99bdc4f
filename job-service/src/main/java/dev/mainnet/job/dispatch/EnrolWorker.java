package dev.mainnet.job.dispatch;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes a machine among the workers. */
@Component
class EnrolWorker {

    /** @param token shown this once */
    record Enrolled(Worker worker, String token) {}

    private final Workers workers;
    private final WorkerTokens tokens;
    private final DispatchSettings settings;

    EnrolWorker(Workers workers, WorkerTokens tokens, DispatchSettings settings) {
        this.workers = workers;
        this.tokens = tokens;
        this.settings = settings;
    }

    /**
     * Enrols it.
     *
     * @param operator who lends it; nothing for the platform's own
     * @return an error 409 when the operator has too many already
     */
    Mono<Enrolled> enrol(Optional<UUID> operator, String name, Capabilities capabilities) {
        String token = tokens.newToken();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return refuseTooMany(operator).then(OperationId.current()).flatMap(id -> {
            Worker worker = new Worker(id, operator, name, WorkerTokens.sha256(token), capabilities, 0, now, now);
            return workers.enrol(worker).thenReturn(new Enrolled(worker, token));
        });
    }

    private Mono<Void> refuseTooMany(Optional<UUID> operator) {
        return Mono.justOrEmpty(operator)
                .flatMap(workers::count)
                .filter(count -> count >= settings.maxWorkersPerAccount())
                .flatMap(count -> Mono.error(new ApiException(
                        ErrorCode.CONFLICT, "You have " + count + " workers; dismiss one that is gone")));
    }
}
