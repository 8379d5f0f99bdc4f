package dev.mainnet.runner.loading;

import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.onnx.SessionSettings;
import dev.mainnet.runner.generation.TextModels;
import dev.mainnet.runner.gguf.GgufModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Tells a file's kind by its first bytes, and opens it. */
@Component
class ModelOpener {
    private final LoadingSettings settings;
    private final SessionSettings sessions;
    private final TextModels texts;
    private final Path libraries;

    ModelOpener(LoadingSettings settings, SessionSettings sessions, TextModels texts, ModelFiles files) {
        this.settings = settings;
        this.sessions = sessions;
        this.texts = texts;
        this.libraries = files.libraries();
    }

    /** What the file needs to be opened; its content is checked as far as that is possible without native code. */
    Found look(Path file) {
        if (GgufModel.recognises(file)) {
            GgufModel model = GgufModel.read(file);
            return new Found(texts.memoryOf(model, file), () -> new OpenModel.Text(texts.open(model, file, libraries)));
        }
        return new Found(settings.memoryOf(size(file)), () -> new OpenModel.Tensors(OnnxModel.open(file, sessions)));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param memory the estimated bytes that the open model takes */
    record Found(long memory, Supplier<OpenModel> open) {}
}
