package dev.mainnet.defaults.idempotency;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Answers with events; fails the first time that a name is wished for, before or after the first event. */
@RestController
class Streams {

    private final Set<String> wished = ConcurrentHashMap.newKeySet();

    record Wish(String name, boolean begun, ErrorCode failure) {}

    @PostMapping(path = "/streams", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<String> stream(@RequestBody Wish wish) {
        Flux<String> begun = wish.begun() ? Flux.just("first") : Flux.empty();
        return wished.add(wish.name())
                ? begun.concatWith(Flux.error(new ApiException(wish.failure(), "It failed")))
                : Flux.just("first", "last");
    }
}
