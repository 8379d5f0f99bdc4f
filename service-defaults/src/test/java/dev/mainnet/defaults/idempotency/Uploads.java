package dev.mainnet.defaults.idempotency;

import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes a form and answers something else each time. */
@RestController
class Uploads {

    @PostMapping(path = "/uploads", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String upload() {
        return UUID.randomUUID().toString();
    }
}
