package dev.mainnet.model.provider;

import dev.mainnet.defaults.secret.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * By what a provider knows its customer. Printed it shows nothing.
 *
 * @param accessKeyId the name of an AWS key, with its secret and, where it is a temporary one, its session's token
 */
public record Credentials(
        @Nullable Secret apiKey,
        @Nullable Secret accessKeyId,
        @Nullable Secret secretAccessKey,
        @Nullable Secret sessionToken) {

    public static final Credentials NONE = new Credentials(null, null, null, null);

    private static final JsonMapper JSON = JsonMapper.shared();

    public static Credentials ofApiKey(String text) {
        return new Credentials(new Secret(text), null, null, null);
    }

    static Credentials ofJson(String json) {
        return JSON.readValue(json, Credentials.class);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }
}
