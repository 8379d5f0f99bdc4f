package dev.mainnet.gateway.routing;

import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** How large the body of a request may be, by what it is for. */
@Component
final class BodyBounds {

    private static final Pattern ARTIFACT = Pattern.compile("/api/v1/workers/.+/artifacts(/.*)?");
    private static final Pattern PREDICTION = Pattern.compile("/api/v1/invoke/.+|(/api/v1)?/models/[^/]+/predict");

    private static final Pattern TEXT = Pattern.compile("/v1/chat/completions|/api/deploy/invoke/.+");

    private final RoutingProperties properties;

    BodyBounds(RoutingProperties properties) {
        this.properties = properties;
    }

    /** In bytes. */
    long of(ServerHttpRequest request) {
        String path = request.getPath().value();
        if ((path.equals("/api/v1/models") || path.equals("/models")) && HttpMethod.POST.equals(request.getMethod())) {
            return properties.maxModel().toBytes();
        }
        if (path.equals("/api/v1/datasets/upload") || path.equals("/datasets/upload")) {
            return properties.maxDataset().toBytes();
        }
        if (ARTIFACT.matcher(path).matches()) {
            return properties.maxArtifact().toBytes();
        }
        if (TEXT.matcher(path).matches()) {
            return properties.maxTextBody().toBytes();
        }
        return (PREDICTION.matcher(path).matches() ? properties.maxInvokeBody() : properties.maxBody()).toBytes();
    }
}
