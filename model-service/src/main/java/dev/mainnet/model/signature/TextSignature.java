package dev.mainnet.model.signature;

/**
 * What is known of a model that continues text.
 *
 * @param architecture as the file names it: gpt2, llama, qwen2, …
 * @param contextLength how many tokens prompt and answer may have together
 * @param parameters how many numbers were trained
 * @param chat whether the file says how a conversation is written; a model without that continues plain text
 */
public record TextSignature(String architecture, int contextLength, long parameters, boolean chat)
        implements Signature {

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    @Override
    public String modelType() {
        return "text";
    }
}
