package dev.mainnet.runner.metadata;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The server's metadata and health. */
@RestController
class ServerController {
    @GetMapping("/v2")
    Server server() {
        return new Server("mainnet-runner", "0.1.0", List.of("model_repository", "binary_tensor_data"));
    }

    @GetMapping("/v2/health/live")
    Live live() {
        return new Live(true);
    }

    @GetMapping("/v2/health/ready")
    Ready ready() {
        return new Ready(true);
    }

    record Server(String name, String version, List<String> extensions) {}

    record Live(boolean live) {}

    record Ready(boolean ready) {}
}
