package dev.mainnet.job.erasure;

import dev.mainnet.defaults.objectstore.LeftFilesConfiguration;
import dev.mainnet.outbox.Sweep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Erases what came in after its owner was gone. */
@Configuration(proxyBeanMethods = false)
@Import(LeftFilesConfiguration.class)
class ErasureSweep {

    private static final Duration EVERY = Duration.ofMinutes(1);

    @Bean
    Sweep belatedErasure(ErasedAccounts erased, EraseAccount eraseAccount, TransactionalOperator transaction) {
        return new Sweep("Erasing what deleted accounts left", EVERY, () -> belated(erased, eraseAccount, transaction));
    }

    private static Mono<Void> belated(
            ErasedAccounts erased, EraseAccount eraseAccount, TransactionalOperator transaction) {
        return erased.owningSomething()
                .collectList()
                .flatMapIterable(ids -> ids)
                .concatMap(id -> eraseAccount.erase(id).as(transaction::transactional))
                .then();
    }
}
