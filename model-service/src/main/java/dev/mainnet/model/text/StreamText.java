package dev.mainnet.model.text;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.admission.Balances;
import dev.mainnet.model.call.Address;
import dev.mainnet.model.call.BeginCall;
import dev.mainnet.model.call.Call;
import dev.mainnet.model.metering.Charge;
import dev.mainnet.model.metering.OpenCall;
import dev.mainnet.model.metering.OpenCalls;
import dev.mainnet.model.metering.Totals;
import dev.mainnet.model.upstream.ChatModels;
import dev.mainnet.model.upstream.Interruption;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Streams a text and has it paid. The call is journalled while the provider thinks, and nothing goes out before that is committed; what
 * goes out is counted and saved as it goes; and it is settled before the last event. Whoever goes away before that has the provider cut
 * off at once and pays for what was delivered, as does whoever loses the provider or this process.
 */
@Component
public class StreamText {

    private static final int NO_PREFETCH = 0;

    private final BeginCall beginCall;
    private final AdmitText admitText;
    private final ChatModels chatModels;
    private final OpenCalls openCalls;
    private final Balances balances;
    private final TextSettings settings;

    StreamText(
            BeginCall beginCall,
            AdmitText admitText,
            ChatModels chatModels,
            OpenCalls openCalls,
            Balances balances,
            TextSettings settings) {
        this.beginCall = beginCall;
        this.admitText = admitText;
        this.chatModels = chatModels;
        this.openCalls = openCalls;
        this.balances = balances;
        this.settings = settings;
    }

    /**
     * The events of the text; errors are those of the public API. One that comes after the first token comes after
     * {@link TextEvent.Settled}, if what was delivered could be settled by then.
     */
    public Flux<TextEvent> stream(Identity caller, TextCall call) {
        return beginCall.begin(caller, new Address(call.owner(), call.slug()), begun -> stream(begun, call.request()));
    }

    /** The same for a call that has begun. */
    public Flux<TextEvent> stream(Call call, TextRequest request) {
        return Flux.defer(() -> {
            if (call.paidMicro().isPresent()) {
                throw new ApiException(
                        ErrorCode.CONFLICT, "This request was streamed and is paid; its answer was not kept");
            }
            Text text = admitText.admit(call, request);
            return chatModels.of(call.deployment()).flatMapMany(model -> answer(text, model));
        });
    }

    private Flux<TextEvent> answer(Text text, ChatModel model) {
        Delivery delivery = new Delivery(text, settings.maxAnswer());
        return Flux.usingWhen(
                Mono.fromSupplier(() -> openCalls.begin(
                        text.call().metered(), text.call().turn().handOver())),
                open -> events(text, model, open, delivery),
                open -> Mono.empty(),
                (open, failure) -> openCalls.breakOff(open, Ends.of(failure)),
                open -> openCalls.breakOff(open, Ends.CLIENT_GONE));
    }

    private Flux<TextEvent> events(Text text, ChatModel model, OpenCall open, Delivery delivery) {
        Flux<TextEvent> tokens = model.stream(text.prompt())
                // What came before a failure of the provider is still delivered; a failure of the journal interrupts.
                .concatMapDelayError(response -> open.journalled().thenReturn(response), NO_PREFETCH)
                .transform(Interruption.by(interruption(open)))
                .doOnComplete(delivery::complete)
                .handle((response, sink) -> deliver(response, delivery, open, sink::next));
        Flux<TextEvent> end = Flux.defer(
                        () -> open.journalled().thenMany(settle(text, open, delivery, delivery.finishReason())))
                .concatWith(Flux.defer(() -> Flux.just(new TextEvent.Done(delivery.finishReason()))));
        return tokens.concatWith(end)
                .onErrorResume(failure -> (delivery.hasBegun()
                                ? settle(text, open, delivery, Ends.of(failure)).onErrorComplete()
                                : Flux.<TextEvent>empty())
                        .concatWith(Flux.error(Ends.told(failure))));
    }

    private static void deliver(ChatResponse response, Delivery delivery, OpenCall open, Consumer<TextEvent> next) {
        Optional<String> piece = delivery.take(response);
        if (delivery.hasBegun() && open.deliver(delivery.charge())) {
            piece.ifPresent(said -> next.accept(new TextEvent.Token(said, delivery.usage())));
        }
    }

    private Flux<TextEvent> settle(Text text, OpenCall open, Delivery delivery, String reason) {
        Charge charge = delivery.charge().ended(reason);
        return openCalls
                .close(open, charge)
                .flatMapMany(after -> Flux.just(settled(text, delivery.usage(), charge, after)));
    }

    private TextEvent settled(Text text, TextUsage usage, Charge charge, Totals after) {
        return new TextEvent.Settled(
                usage,
                charge.costMicro(),
                balances.afterMicro(text.call().caller().accountId(), after.accountMicro()));
    }

    private Mono<Throwable> interruption(OpenCall open) {
        return Mono.firstWithSignal(
                open.journalled().then(Mono.<Throwable>never()).onErrorResume(Mono::just),
                open.lost().then(Mono.fromSupplier(Ends.Lost::new)),
                Mono.delay(settings.maxDuration()).map(end -> new Ends.TimeLimit()));
    }
}
