package dev.mainnet.gateway.welcome;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /}. */
@RestController
final class WelcomeController {

    record Welcome(String message) {}

    @GetMapping("/")
    Welcome welcome() {
        return new Welcome("Welcome to the Deep Learning Platform");
    }
}
