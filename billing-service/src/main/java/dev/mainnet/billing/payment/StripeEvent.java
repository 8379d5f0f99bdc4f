package dev.mainnet.billing.payment;

import dev.mainnet.billing.ledger.InputHash;
import dev.mainnet.defaults.error.ApiException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of Stripe. Its object is read field by field, so that no version of Stripe's API is too old or too new.
 *
 * @param object what the event is about, as it was then
 * @param hash of type and data; the rest of an event may differ when it is delivered again
 */
record StripeEvent(String id, String type, JsonNode object, InputHash hash) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");
    private static final long MOST_CENTS = 1_000_000_000_000L;

    /** Reads the body of a delivery; a 400 when it is no event. */
    static StripeEvent read(JsonMapper json, String body) {
        JsonNode event = tree(json, body);
        String id = name(event, "id").orElseThrow(() -> ApiException.invalid("id", "is missing or not valid"));
        String type = name(event, "type").orElseThrow(() -> ApiException.invalid("type", "is missing or not valid"));
        JsonNode data = event.path("data");
        if (!data.path("object").isObject()) {
            throw ApiException.invalid("data.object", "is missing");
        }
        return new StripeEvent(id, type, data.path("object"), InputHash.of(type + "\n" + data));
    }

    /** A text of the object; of an object in its place, the id. */
    Optional<String> text(String field) {
        JsonNode value = object.path(field);
        return name(value.isObject() ? value : object, value.isObject() ? "id" : field);
    }

    /** An amount in the smallest unit of its currency. */
    Optional<Long> amount(String field) {
        JsonNode value = object.path(field);
        return Optional.of(value)
                .filter(number -> number.isIntegralNumber() && number.canConvertToLong())
                .map(JsonNode::longValue)
                .filter(cents -> cents >= 0 && cents <= MOST_CENTS);
    }

    /** What the session says of the checkout that it belongs to, which is a checkout's id if it is one of ours. */
    Optional<String> checkout() {
        return text("client_reference_id").or(() -> metadata("checkoutId"));
    }

    Optional<String> metadata(String field) {
        return name(object.path("metadata"), field);
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> name(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isString() && NAME.matcher(value.stringValue()).matches()
                ? Optional.of(value.stringValue())
                : Optional.empty();
    }

    private static JsonNode tree(JsonMapper json, String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            throw ApiException.invalid("body", "is no JSON");
        }
    }
}
