package dev.mainnet.gateway.limit;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds the member {@code model} of a request in OpenAI's wire format. The rest is read past and judged by the service. */
final class AskedModel {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 256;

    private AskedModel() {}

    /** The model's name; nothing where there is none, or no JSON. */
    static Optional<String> in(byte[] body) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean model = parser.currentName().equals("model");
                JsonToken value = parser.nextToken();
                if (model) {
                    return value == JsonToken.VALUE_STRING
                            ? Optional.of(parser.getString()).filter(name -> name.length() <= LONGEST)
                            : Optional.empty();
                }
                parser.skipChildren();
            }
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
