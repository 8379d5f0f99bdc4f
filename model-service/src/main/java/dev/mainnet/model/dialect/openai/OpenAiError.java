package dev.mainnet.model.dialect.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mainnet.defaults.error.ApiException;
import org.jspecify.annotations.Nullable;

/** OpenAI's error body, for a stream that breaks off; whole answers that are errors get theirs at the gateway. */
record OpenAiError(Failure error) {

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Failure(String message, String type, @Nullable String param, String code) {}

    static OpenAiError of(ApiException failure) {
        boolean callers = failure.code().status().is4xxClientError();
        String param = failure.details().isEmpty()
                ? null
                : failure.details().getFirst().field();
        return new OpenAiError(new Failure(
                failure.text(),
                callers ? "invalid_request_error" : "server_error",
                param,
                failure.code().text()));
    }
}
