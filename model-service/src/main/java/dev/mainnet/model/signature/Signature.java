package dev.mainnet.model.signature;

/** What a model takes and gives, as a runner read it from the file. */
public sealed interface Signature permits TensorSignature, TextSignature {

    Kind kind();

    /** {@code classifier}, {@code predictor} or {@code text}. */
    String modelType();
}
