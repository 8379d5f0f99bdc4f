package dev.mainnet.model.call;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.idempotency.OperationId;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.identity.Identity.KeyGrant;
import dev.mainnet.model.admission.Admission;
import dev.mainnet.model.admission.TokenBound;
import dev.mainnet.model.admission.Turn;
import dev.mainnet.model.deployment.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Begins a call: takes a turn, finds the deployment, and asks whether the caller may call it. */
@Component
public class BeginCall {

    private final Admission admission;
    private final Lookups lookups;
    private final KnownCalls knownCalls;

    BeginCall(Admission admission, Lookups lookups, KnownCalls knownCalls) {
        this.admission = admission;
        this.lookups = lookups;
        this.knownCalls = knownCalls;
    }

    /**
     * Begins a call and answers it by what is given; the turn ends with the answer, however it ends. Errors: {@code not_found},
     * {@code forbidden} by the key's allow-list, {@code unavailable}.
     */
    public <T> Flux<T> begin(Identity caller, Address address, Function<Call, ? extends Publisher<T>> answer) {
        return OperationId.current()
                .flatMapMany(id -> Flux.using(
                        () -> admission.open(caller),
                        turn -> find(caller, address, turn, id).flatMapMany(answer),
                        Turn::close));
    }

    private Mono<Call> find(Identity caller, Address address, Turn turn, UUID operationId) {
        return lookups.queued(knownCalls.find(address, caller, turn, operationId))
                .filter(known -> known.deployment().isOpenTo(caller))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Deployment")))
                .doOnNext(known -> requireAllowed(caller, known.deployment()))
                .map(known -> call(caller, turn, operationId, known));
    }

    private static Call call(Identity caller, Turn turn, UUID operationId, KnownCall known) {
        Deployment deployment = known.deployment();
        int freeCalls = deployment.terms().pricing().freeRequests();
        boolean free = known.paidMicro().isEmpty()
                && freeCalls > 0
                && turn.takeFree(deployment.id(), freeCalls, known.totals());
        Optional<TokenBound> ofDeployment =
                bound(deployment.id(), deployment.terms().rateLimit().tokensPerMinute(), known.deploymentTokens());
        Optional<TokenBound> ofKey = caller.key()
                .flatMap(key -> bound(key.keyId(), key.tokensPerMinute().orElse(null), known.keyTokens()));
        List<TokenBound> bounds =
                Stream.of(ofDeployment, ofKey).flatMap(Optional::stream).toList();
        return new Call(
                operationId, caller, turn, deployment, known.model(), known.totals(), bounds, known.paidMicro(), free);
    }

    private static Optional<TokenBound> bound(UUID scopeId, @Nullable Integer tokensPerMinute, long used) {
        return Optional.ofNullable(tokensPerMinute).map(limit -> new TokenBound(scopeId, limit, used));
    }

    private static void requireAllowed(Identity caller, Deployment deployment) {
        boolean allowed = caller.key()
                .flatMap(KeyGrant::deployments)
                .map(ids -> ids.contains(deployment.id()))
                .orElse(true);
        if (!allowed) {
            throw new ApiException(ErrorCode.FORBIDDEN, "This API key may not call this deployment");
        }
    }
}
