package dev.mainnet.runner.loading;

import dev.mainnet.onnx.OnnxModel;
import dev.mainnet.runner.generation.TextModel;
import dev.mainnet.runner.refusal.Refusal;

/** A model in memory, of either kind. */
public sealed interface OpenModel {
    /** Frees its memory; no call may be under way. */
    void close();

    /** Whether it can be called. */
    default boolean isOpen() {
        return switch (this) {
            case Tensors _ -> true;
            case Text text -> text.model().isOpen();
        };
    }

    /** An ONNX model: from tensors to tensors. */
    record Tensors(OnnxModel model) implements OpenModel {
        @Override
        public void close() {
            model.close();
        }
    }

    /** A GGUF model: continues text. */
    record Text(TextModel model) implements OpenModel {
        @Override
        public void close() {
            model.close();
        }
    }

    /** @throws Refusal 400 where it is a text model */
    default OnnxModel tensors() {
        return switch (this) {
            case Tensors tensors -> tensors.model();
            case Text _ -> throw Refusal.invalid("The model is a text model; call it at /v1/chat/completions");
        };
    }

    /** @throws Refusal 400 where it is no text model */
    default TextModel text() {
        return switch (this) {
            case Text text -> text.model();
            case Tensors _ -> throw Refusal.invalid("The model is no text model; call it at /v2/models/{name}/infer");
        };
    }
}
