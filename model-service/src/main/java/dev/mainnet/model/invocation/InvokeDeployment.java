package dev.mainnet.model.invocation;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.model.admission.Balances;
import dev.mainnet.model.call.Call;
import dev.mainnet.model.deployment.Quantity;
import dev.mainnet.model.inference.InputReader;
import dev.mainnet.model.inference.ModelInput;
import dev.mainnet.model.inference.RunModel;
import dev.mainnet.model.inference.Stopwatch;
import dev.mainnet.model.metering.Charge;
import dev.mainnet.model.metering.Usage;
import dev.mainnet.model.metering.UsageJournal;
import dev.mainnet.model.registry.Model;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Predicts and has it paid: nothing is debited for a call that is not answered, and every answered one exactly once. */
@Component
class InvokeDeployment {

    /** What a prediction is taken to run for before it has; only a price per second asks for it. */
    private static final long USUAL_MILLIS = 1_000;

    private final InputReader inputReader;
    private final RunModel runModel;
    private final UsageJournal journal;
    private final Balances balances;

    InvokeDeployment(InputReader inputReader, RunModel runModel, UsageJournal journal, Balances balances) {
        this.inputReader = inputReader;
        this.runModel = runModel;
        this.journal = journal;
        this.balances = balances;
    }

    /**
     * The answer, recorded. Errors: {@code validation_error}, {@code insufficient_credits}, those of the runner, {@code unavailable}.
     *
     * @param input one row, or null
     * @param inputs a list of rows, or null
     */
    Mono<Invocation> invoke(Call call, @Nullable JsonNode input, @Nullable JsonNode inputs) {
        return Mono.defer(() -> {
            Model model = call.model()
                    .orElseThrow(() ->
                            new ApiException(ErrorCode.UPSTREAM_ERROR, "The deployment has no model to predict with"));
            return inputReader.read(model, input, inputs).flatMap(rows -> run(call, model, rows));
        });
    }

    private Mono<Invocation> run(Call call, Model model, ModelInput rows) {
        call.admit(new Quantity(1, 0, 0, 0, USUAL_MILLIS));
        Stopwatch stopwatch = new Stopwatch();
        return runModel.run(model, rows, stopwatch).flatMap(predictions -> {
            Quantity used = new Quantity(1, 0, 0, 0, stopwatch.millis());
            long costMicro = call.costMicro(used);
            Usage usage = Usage.of(
                    call.metered(),
                    Charge.ofPrediction(costMicro, used),
                    Instant.now().truncatedTo(ChronoUnit.MICROS));
            return journal.record(usage, call.turn().handOver())
                    .map(after -> new Invocation(
                            predictions,
                            rows.listed(),
                            costMicro,
                            balances.afterMicro(call.caller().accountId(), after.accountMicro())));
        });
    }
}
