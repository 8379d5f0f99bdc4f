package dev.mainnet.runner.generation;

import dev.mainnet.runner.gguf.GgufModel;
import dev.mainnet.runner.llama.LlamaContext;
import dev.mainnet.runner.llama.LlamaModel;
import dev.mainnet.runner.refusal.Refusal;
import dev.mainnet.runner.template.ChatTemplate;
import dev.mainnet.runner.template.TemplateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.FluxSink;

/** A text model in memory with its slots. */
public final class TextModel implements AutoCloseable {
    /** No token of a real text has more characters on average. */
    private static final int LONGEST_TOKEN = 128;

    private final GgufModel description;
    private final LlamaModel model;
    private final Optional<ChatTemplate> template;
    private final TextSettings settings;
    private final WaitingLine line;
    private final Thread loop;

    private TextModel(
            GgufModel description,
            Optional<ChatTemplate> template,
            LlamaModel model,
            TextSettings settings,
            TextMeters meters) {
        this.description = description;
        this.model = model;
        this.template = template;
        this.settings = settings;
        this.line = new WaitingLine(settings.queue(), meters);
        LlamaContext context = LlamaContext.open(
                model,
                settings.slots(),
                context(),
                TextSettings.BATCH + settings.slots(),
                settings.threadsOf(description));
        this.loop = Thread.ofPlatform()
                .name("text")
                .daemon()
                .start(new SlotLoop(model, context, context(), settings.slots(), line, meters));
    }

    static TextModel open(
            GgufModel description,
            Optional<ChatTemplate> template,
            LlamaModel model,
            TextSettings settings,
            TextMeters meters) {
        try {
            return new TextModel(description, template, model, settings, meters);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /** What the file tells. */
    public GgufModel description() {
        return description;
    }

    /** The most tokens that prompt and continuation may have together. */
    public int context() {
        return settings.contextOf(description);
    }

    /**
     * Writes messages down as the model wants them, or one after another where it does not tell how, and gives the tokens.
     *
     * @param messages each with {@code role} and {@code content}
     * @throws Refusal 400 where the template refuses them, or where they leave no room for an answer
     */
    public int[] prompt(List<Map<String, String>> messages) {
        String text = text(messages);
        if (text.length() > (long) context() * LONGEST_TOKEN) {
            throw Refusal.contextExceeded(
                    "The model takes at most " + context() + " tokens, the messages have far more");
        }
        int[] tokens = model.tokens(text);
        if (tokens.length == 0) {
            throw Refusal.parameter("messages", "The messages hold no text to go on from");
        }
        if (tokens.length >= context()) {
            throw Refusal.contextExceeded("The model takes at most " + context()
                    + " tokens, prompt and answer together; the messages have " + tokens.length);
        }
        return tokens;
    }

    private String text(List<Map<String, String>> messages) {
        try {
            return template.isPresent()
                    ? template.get().render(messages, model.beginText(), model.endText())
                    : messages.stream().map(message -> message.get("content")).collect(Collectors.joining("\n"));
        } catch (TemplateException e) {
            throw Refusal.parameter("messages", "The model's chat template refuses the messages: " + e.getMessage());
        }
    }

    /**
     * Continues a text as soon as there is a slot. Fails with 503 where too many wait and with 504 when the time is over. Cancelling
     * frees the slot after the step that is being computed.
     *
     * @param sink told on the thread that computes tokens, which must not be held up
     * @param whenOver called once, when nothing of the call is left in the model, or it was never taken
     */
    public void generate(TextRequest request, FluxSink<Progress> sink, Runnable whenOver) {
        Generation generation = new Generation(request, sink, settings.timeout(), whenOver);
        sink.onCancel(generation::cancel);
        try {
            line.join(generation);
        } catch (Refusal e) {
            generation.failed(e);
        }
    }

    /** Whether calls can be taken; false after an error that ended the thread of the model. */
    public boolean isOpen() {
        return loop.isAlive();
    }

    /** Ends what is under way and frees the memory, soon after. */
    @Override
    public void close() {
        line.close();
    }

    /** Waits until a closed model has freed its memory, at most {@code patience}. */
    public void awaitClosed(Duration patience) throws InterruptedException {
        loop.join(patience);
    }
}
