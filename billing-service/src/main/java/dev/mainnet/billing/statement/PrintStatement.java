package dev.mainnet.billing.statement;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes a PDF of a statement, where it may take its time: away from the threads that serve requests. */
@Component
public class PrintStatement {

    /** The file: a few pages, because every list of a statement has a bound. */
    public Mono<byte[]> print(Statement statement) {
        return Mono.fromCallable(() -> StatementPdf.of(statement)).subscribeOn(Schedulers.boundedElastic());
    }
}
