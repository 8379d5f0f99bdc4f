package dev.mainnet.defaults.idempotency;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes a form and answers something else each time; takes anything and answers nothing. */
@RestController
class Uploads {

    @PostMapping(path = "/uploads", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String upload() {
        return UUID.randomUUID().toString();
    }

    @PostMapping("/silence")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Void> silence() {
        return Mono.empty();
    }
}
