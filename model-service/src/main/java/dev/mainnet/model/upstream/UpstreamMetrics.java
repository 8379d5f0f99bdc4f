package dev.mainnet.model.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** How long the first text took, and how calls ended, by kind of provider: {@code mainnet_upstream_…}. */
@Component
final class UpstreamMetrics {

    private final MeterRegistry meters;

    UpstreamMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    Flux<ChatResponse> measured(String kind, Flux<ChatResponse> answer) {
        return Flux.defer(() -> {
            Timer.Sample sample = Timer.start(meters);
            AtomicBoolean begun = new AtomicBoolean();
            return answer.doOnNext(piece -> {
                        if (!begun.getPlain() && begun.compareAndSet(false, true)) {
                            sample.stop(meters.timer("mainnet.upstream.first.text", "kind", kind));
                        }
                    })
                    .doOnComplete(() -> count(kind, "answered"))
                    .doOnCancel(() -> count(kind, "cancelled"))
                    .doOnError(failure -> count(kind, outcome(failure)));
        });
    }

    private void count(String kind, String outcome) {
        meters.counter("mainnet.upstream.calls", "kind", kind, "outcome", outcome)
                .increment();
    }

    private static String outcome(Throwable failure) {
        return switch (failure) {
            case UpstreamFailure.Refused e -> "refused";
            case UpstreamFailure.Unauthorized e -> "unauthorized";
            case UpstreamFailure.Busy e -> "busy";
            case UpstreamFailure.TimedOut e -> "timed_out";
            case UpstreamFailure.BrokenOff e -> "broken_off";
            default -> "failed";
        };
    }
}
