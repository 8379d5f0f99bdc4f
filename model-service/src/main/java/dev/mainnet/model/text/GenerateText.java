package dev.mainnet.model.text;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.admission.Balances;
import dev.mainnet.model.call.Address;
import dev.mainnet.model.call.BeginCall;
import dev.mainnet.model.call.Call;
import dev.mainnet.model.metering.Charge;
import dev.mainnet.model.metering.Totals;
import dev.mainnet.model.metering.Usage;
import dev.mainnet.model.metering.UsageJournal;
import dev.mainnet.model.upstream.ChatModels;
import dev.mainnet.model.upstream.Interruption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Generates a text, has it paid and then answers it: nothing is debited for one that is not answered, and each that is exactly once. A
 * caller who goes away before has the provider cut off and pays nothing.
 */
@Component
public class GenerateText {

    private final BeginCall beginCall;
    private final AdmitText admitText;
    private final ChatModels chatModels;
    private final UsageJournal journal;
    private final Balances balances;
    private final TextSettings settings;

    GenerateText(
            BeginCall beginCall,
            AdmitText admitText,
            ChatModels chatModels,
            UsageJournal journal,
            Balances balances,
            TextSettings settings) {
        this.beginCall = beginCall;
        this.admitText = admitText;
        this.chatModels = chatModels;
        this.journal = journal;
        this.balances = balances;
        this.settings = settings;
    }

    /**
     * The whole text. Errors: {@code not_found}, {@code forbidden} by the key's allow-list, {@code validation_error},
     * {@code insufficient_credits}, {@code rate_limit_exceeded}, those of the provider, {@code unavailable}.
     */
    public Mono<TextAnswer> generate(Identity caller, TextCall call) {
        return beginCall
                .begin(caller, new Address(call.owner(), call.slug()), begun -> generate(begun, call.request()))
                .singleOrEmpty();
    }

    /** The same for a call that has begun. */
    public Mono<TextAnswer> generate(Call call, TextRequest request) {
        return Mono.defer(() -> {
            Text text = admitText.admit(call, request);
            return chatModels.of(call.deployment()).flatMap(model -> answer(text, model));
        });
    }

    private Mono<TextAnswer> answer(Text text, ChatModel model) {
        Delivery delivery = new Delivery(text, settings.maxAnswer());
        StringBuilder said = new StringBuilder();
        Mono<Void> generated = model.stream(text.prompt())
                .doOnNext(response -> delivery.take(response).ifPresent(said::append))
                .transform(Interruption.by(Mono.delay(settings.maxDuration()).map(end -> new Ends.TimeLimit())))
                .then()
                .onErrorMap(Ends::told);
        return generated.then(Mono.defer(() -> {
            delivery.complete();
            Charge charge = delivery.charge().ended(delivery.finishReason());
            Usage usage = Usage.of(text.call().metered(), charge, Instant.now().truncatedTo(ChronoUnit.MICROS));
            return journal.record(usage, text.call().turn().handOver())
                    .map(after -> answer(text, delivery, said.toString(), charge, after));
        }));
    }

    private TextAnswer answer(Text text, Delivery delivery, String said, Charge charge, Totals after) {
        return new TextAnswer(
                said,
                delivery.finishReason(),
                delivery.usage(),
                charge.costMicro(),
                balances.afterMicro(text.call().caller().accountId(), after.accountMicro()));
    }
}
