package dev.mainnet.model.invocation;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.money.Credits;
import dev.mainnet.model.inference.Prediction;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/v1/invoke/{owner}/{slug}}. */
@RestController
class InvocationController {

    private final InvokeDeployment invokeDeployment;

    InvocationController(InvokeDeployment invokeDeployment) {
        this.invokeDeployment = invokeDeployment;
    }

    record InvokeRequest(@Nullable JsonNode input, @Nullable JsonNode inputs) {}

    record Usage(long requests) {}

    record Cost(Credits credits, Credits balance) {}

    /** The output is one prediction for {@code input}, a list of them for {@code inputs}. */
    record InvokeResponse(Object output, Usage usage, Cost cost) {

        static InvokeResponse of(Invocation invocation) {
            List<Prediction> predictions = invocation.predictions();
            boolean single = !invocation.listed() && predictions.size() == 1;
            return new InvokeResponse(
                    single ? predictions.getFirst() : predictions,
                    new Usage(1),
                    new Cost(Credits.ofMicro(invocation.costMicro()), Credits.ofMicro(invocation.balanceMicro())));
        }
    }

    @PostMapping("/api/v1/invoke/{owner}/{slug}")
    Mono<InvokeResponse> invoke(
            @AuthenticationPrincipal Identity me,
            @PathVariable String owner,
            @PathVariable String slug,
            @RequestBody InvokeRequest request) {
        return invokeDeployment
                .invoke(me, new InvokeDeployment.Call(owner, slug, request.input(), request.inputs()))
                .map(InvokeResponse::of);
    }
}
