package dev.mainnet.model.invocation;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.identity.Identity.KeyGrant;
import dev.mainnet.model.admission.Admission;
import dev.mainnet.model.admission.Balances;
import dev.mainnet.model.admission.Turn;
import dev.mainnet.model.inference.InputReader;
import dev.mainnet.model.inference.ModelInput;
import dev.mainnet.model.inference.RunModel;
import dev.mainnet.model.metering.Usage;
import dev.mainnet.model.metering.UsageJournal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Calls a deployment and has it paid: nothing is debited for a call that is not answered, and every answered one exactly once. */
@Component
class InvokeDeployment {

    private final Invocables invocables;
    private final InputReader inputReader;
    private final Admission admission;
    private final RunModel runModel;
    private final UsageJournal journal;
    private final Balances balances;

    InvokeDeployment(
            Invocables invocables,
            InputReader inputReader,
            Admission admission,
            RunModel runModel,
            UsageJournal journal,
            Balances balances) {
        this.invocables = invocables;
        this.inputReader = inputReader;
        this.admission = admission;
        this.runModel = runModel;
        this.journal = journal;
        this.balances = balances;
    }

    /** What is called with what: one row of input, or a list of rows. */
    record Call(
            String owner,
            String slug,
            @Nullable JsonNode input,
            @Nullable JsonNode inputs) {}

    /**
     * The answer, recorded. Errors: {@code not_found}, {@code forbidden} by the key's allow-list, {@code validation_error},
     * {@code insufficient_credits}, those of the runner, {@code unavailable}.
     */
    Mono<Invocation> invoke(Identity caller, Call call) {
        return OperationId.current()
                .flatMap(operationId -> Mono.using(
                        () -> admission.open(caller),
                        turn -> invocables
                                .find(call.owner(), call.slug(), caller, turn, operationId)
                                .filter(found -> found.deployment().isOpenTo(caller))
                                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Deployment")))
                                .flatMap(found -> answer(caller, found, operationId, turn, call)),
                        Turn::close));
    }

    private Mono<Invocation> answer(Identity caller, Invocable invocable, UUID operationId, Turn turn, Call call) {
        requireAllowed(caller, invocable);
        ModelInput input = inputReader.read(invocable.model().tensors(), call.input(), call.inputs());
        turn.admit(invocable.estimateMicro(), invocable.totals());
        return runModel.run(invocable.model(), input)
                .flatMap(predictions -> Mono.defer(
                                () -> journal.record(usage(caller, turn, invocable, operationId), turn.handOver()))
                        .map(after -> new Invocation(
                                predictions,
                                input.listed(),
                                invocable.costMicro(),
                                balances.afterMicro(caller.accountId(), after.accountMicro()))));
    }

    private static void requireAllowed(Identity caller, Invocable invocable) {
        boolean allowed = caller.key()
                .flatMap(KeyGrant::deployments)
                .map(ids -> ids.contains(invocable.deployment().id()))
                .orElse(true);
        if (!allowed) {
            throw new ApiException(ErrorCode.FORBIDDEN, "This API key may not call this deployment");
        }
    }

    private static Usage usage(Identity caller, Turn turn, Invocable invocable, UUID operationId) {
        return new Usage(
                operationId,
                caller.accountId(),
                caller.key().map(KeyGrant::keyId).orElse(null),
                turn.keyMeter().orElse(null),
                invocable.deployment().id(),
                invocable.model().id(),
                invocable.deployment().ownerId(),
                invocable.costMicro(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
    }
}
