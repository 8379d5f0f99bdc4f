package dev.mainnet.job.dispatch;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.job.lifecycle.Work;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds a file that a worker needs for the job it holds. */
@Component
class ReadInput {

    private final Leases leases;
    private final FindInputs inputs;

    ReadInput(Leases leases, FindInputs inputs) {
        this.leases = leases;
        this.inputs = inputs;
    }

    /** @return an error 404 for another name, 409 when the lease is lost */
    Mono<Work.Input> find(UUID workerId, UUID jobId, long fencingToken, String name) {
        return leases.held(workerId, jobId, fencingToken)
                .flatMapMany(job -> inputs.of(job.id()))
                .filter(input -> input.name().equals(name))
                .next()
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Input")));
    }
}
