package dev.mainnet.model.trained;

import dev.mainnet.contracts.JobEvent.ModelTrained;
import dev.mainnet.contracts.ModelEvent.ModelRefused;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.objectstore.ObjectStore;
import dev.mainnet.model.registry.Education;
import dev.mainnet.model.registry.Model;
import dev.mainnet.model.registry.RegisterModel;
import dev.mainnet.model.registry.Upload;
import dev.mainnet.model.trained.TrainedModels.Due;
import dev.mainnet.outbox.Ids;
import dev.mainnet.outbox.Outbox;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Registers trained models for their owners as if these had uploaded them; the file is copied, since the job's own may go. */
@Component
class RegisterTrainedModels {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterTrainedModels.class);

    private static final int AT_ONCE = 10;
    private static final int MOST_ATTEMPTS = 12;

    private final TrainedModels trainedModels;
    private final RegisterModel registerModel;
    private final ObjectStore objects;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    RegisterTrainedModels(
            TrainedModels trainedModels,
            RegisterModel registerModel,
            ObjectStore objects,
            Outbox outbox,
            TransactionalOperator transaction) {
        this.trainedModels = trainedModels;
        this.registerModel = registerModel;
        this.objects = objects;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /** Registers what is due, one after the other. What fails for a while is tried again later. */
    Mono<Void> registerDue() {
        return next().expand(done -> next()).take(AT_ONCE).then();
    }

    private Mono<Due> next() {
        return trainedModels.take().delayUntil(this::register);
    }

    private Mono<Void> register(Due due) {
        ModelTrained trained = due.trained();
        String key = "models/" + Ids.next();
        return objects.put(key, objects.get(trained.objectKey()), trained.sizeBytes())
                .flatMap(copy -> registerModel.register(
                        trained.modelId(),
                        trained.accountId(),
                        upload(trained, new Model.File(copy.key(), copy.size(), copy.sha256())),
                        education(trained)))
                .flatMap(model -> trainedModels.remove(trained.modelId()))
                .onErrorResume(failure -> failed(due, failure));
    }

    private Mono<Void> failed(Due due, Throwable failure) {
        ModelTrained trained = due.trained();
        if (isFinal(failure) || due.attempts() >= MOST_ATTEMPTS) {
            return outbox.append(new ModelRefused(trained.modelId(), trained.accountId(), reason(failure)))
                    .then(trainedModels.remove(trained.modelId()))
                    .as(transaction::transactional);
        }
        LOG.warn("Trained model {} is not registered yet: {}", trained.modelId(), failure.toString());
        return Mono.empty();
    }

    /** Whether the file itself is at fault, or gone. */
    private static boolean isFinal(Throwable failure) {
        return failure instanceof ApiException refusal
                && (refusal.code() == ErrorCode.VALIDATION_ERROR
                        || refusal.code() == ErrorCode.NOT_FOUND
                        || refusal.code() == ErrorCode.PAYLOAD_TOO_LARGE);
    }

    private static String reason(Throwable failure) {
        return failure instanceof ApiException refusal && !refusal.details().isEmpty()
                ? refusal.details().getFirst().message()
                : "It could not be registered";
    }

    private static Upload upload(ModelTrained trained, Model.File file) {
        return new Upload(trained.name(), null, List.of(), file);
    }

    private static Education education(ModelTrained trained) {
        return new Education(
                trained.modelType(), trained.parameters(), trained.performance(), Map.copyOf(trained.trainingConfig()));
    }
}
