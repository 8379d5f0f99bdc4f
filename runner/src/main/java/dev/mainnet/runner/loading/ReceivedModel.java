package dev.mainnet.runner.loading;

import dev.mainnet.runner.refusal.Refusal;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a load request of Triton's, {@code {"parameters": {"config": …, "file:1/model.onnx": BASE64}}}, decoding the file to disk as
 * it arrives: at no time is more than a few kilobytes of it in memory. What kind of model it is, its bytes tell and not its name.
 */
final class ReceivedModel {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FILE_PREFIX = "file:";
    private static final Set<String> FILES = Set.of("file:1/model.onnx", "file:1/model.gguf");

    private ReceivedModel() {}

    /**
     * Writes the model in {@code body} to {@code target}.
     *
     * @return false where the request holds no file, and nothing was written
     */
    static boolean write(InputStream body, Path target, long maxBytes) throws IOException {
        boolean written = false;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                return false;
            }
            if (first != JsonToken.START_OBJECT) {
                throw Refusal.invalid("A load request is a JSON object");
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                if (name.equals("parameters") && json.nextToken() == JsonToken.START_OBJECT) {
                    written |= parameters(json, target, maxBytes);
                } else {
                    throw Refusal.invalid("A load request has only the object 'parameters'");
                }
            }
            return written;
        } catch (JacksonException e) {
            throw e.getCause() instanceof TooLarge
                    ? Refusal.tooLarge("A model file may have " + maxBytes + " bytes")
                    : Refusal.invalid("The load request is not valid: " + e.getOriginalMessage());
        }
    }

    private static boolean parameters(JsonParser json, Path target, long maxBytes) throws IOException {
        boolean written = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (FILES.contains(name) && value == JsonToken.VALUE_STRING && !written) {
                try (OutputStream file = new BoundedFile(target, maxBytes)) {
                    json.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, file);
                }
                written = true;
            } else if (name.startsWith(FILE_PREFIX)) {
                throw Refusal.invalid(
                        "A model is one file, given once as base64 in 'file:1/model.onnx' or 'file:1/model.gguf'");
            } else {
                json.skipChildren();
            }
        }
        return written;
    }

    private static final class BoundedFile extends FilterOutputStream {
        private long left;

        BoundedFile(Path target, long maxBytes) throws IOException {
            super(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            left = maxBytes;
        }

        @Override
        public void write(int value) throws IOException {
            count(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        private void count(int more) throws TooLarge {
            left -= more;
            if (left < 0) {
                throw new TooLarge();
            }
        }
    }

    private static final class TooLarge extends IOException {}
}
