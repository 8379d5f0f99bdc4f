package dev.mainnet.user.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sends the mails that are due, a few at a time. RATIONALE.md tells how often one may be sent. */
@Component
final class SendMails {

    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final Duration LEASE = PATIENCE.plusSeconds(20);

    private final QueuedMails mails;
    private final Letters letters;
    private final SmtpServer server;
    private final MailProperties settings;
    private final Clock clock;

    SendMails(QueuedMails mails, Letters letters, SmtpServer server, MailProperties settings, Clock clock) {
        this.mails = mails;
        this.letters = letters;
        this.server = server;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends until nothing is due; how many were tried. */
    Mono<Integer> sendDue() {
        return sendSome()
                .expand(tried -> tried == AT_ONCE ? sendSome() : Mono.empty())
                .reduce(0, Integer::sum);
    }

    private Mono<Integer> sendSome() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            return mails.claim(AT_ONCE, now, now.plus(LEASE))
                    .collectList()
                    .flatMap(claimed -> Flux.fromIterable(claimed)
                            .flatMap(this::send, AT_ONCE)
                            .then(Mono.just(claimed.size())));
        });
    }

    private Mono<Void> send(QueuedMail mail) {
        return Mono.fromCallable(() -> {
                    server.take(mail, letters.write(mail.template(), mail.values()));
                    return mail;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(PATIENCE)
                .flatMap(sent -> mails.end(sent.id(), "SENT", clock.instant()).thenReturn(true))
                .onErrorResume(e -> missed(mail, e).thenReturn(false))
                .then();
    }

    private Mono<Void> missed(QueuedMail mail, Throwable failure) {
        DeliveryFailure why = DeliveryFailure.of(failure);
        if (why.isFinal() || mail.attempts() >= settings.attempts()) {
            LOG.error(
                    "Mail {} ({}) is given up after {} attempts: {}", mail.id(), mail.template(), mail.attempts(), why);
            return mails.end(mail.id(), "FAILED", clock.instant());
        }
        Duration pause = settings.pauseAfter(mail.attempts());
        LOG.warn("Mail {} ({}) is tried again in about {}: {}", mail.id(), mail.template(), pause, why);
        return mails.tryAgain(mail.id(), clock.instant().plus(spread(pause)));
    }

    /** Up to a quarter sooner, so that those that failed together do not all come back together. */
    private static Duration spread(Duration pause) {
        long quarter = Math.max(1, pause.toMillis() / 4);
        return pause.minusMillis(ThreadLocalRandom.current().nextLong(quarter));
    }
}
