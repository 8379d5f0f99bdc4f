package dev.mainnet.training.loop;

/**
 * How weights follow their gradients.
 *
 * @param weightDecay pulls weights to zero: in ADAMW apart from the gradient, else as a part of it
 * @param gradientLimit the longest that all gradients together may be; longer ones are scaled down
 */
public record OptimizerPlan(Method method, double learningRate, double weightDecay, double gradientLimit) {
    /** SGD has a momentum of 0.9; Adam and AdamW average over 0.9 and 0.999 as their papers do. */
    public enum Method {
        SGD,
        ADAM,
        ADAMW
    }
}
