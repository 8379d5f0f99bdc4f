package dev.mainnet.runner.generation;

import dev.mainnet.runner.gguf.GgufModel;
import dev.mainnet.runner.gguf.NotGgufException;
import dev.mainnet.runner.llama.Llama;
import dev.mainnet.runner.llama.LlamaModel;
import dev.mainnet.runner.template.ChatTemplate;
import dev.mainnet.runner.template.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Opens text models. */
@Component
public final class TextModels {
    private final TextSettings settings;
    private final TextMeters meters;

    TextModels(TextSettings settings, TextMeters meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /** The estimated memory of a model when it is open, its slots included. */
    public long memoryOf(GgufModel model, Path file) {
        try {
            return settings.memoryOf(model, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens a model whose file was read and found good.
     *
     * @param libraries where llama.cpp's library is unpacked
     */
    public TextModel open(GgufModel model, Path file, Path libraries) {
        Optional<ChatTemplate> template = model.chatTemplate().map(TextModels::usable);
        return TextModel.open(model, template, LlamaModel.open(Llama.in(libraries), file), settings, meters);
    }

    /** What a template cannot do is told to who sends the model, not to each of its callers. */
    private static ChatTemplate usable(String source) {
        try {
            ChatTemplate template = ChatTemplate.parse(source);
            template.render(List.of(Map.of("role", "user", "content", "x")), "", "");
            return template;
        } catch (TemplateException e) {
            throw new NotGgufException("its chat template cannot be used: " + e.getMessage());
        }
    }
}
