package dev.mainnet.user.mail;

import dev.mainnet.outbox.PostgresSignals;
import dev.mainnet.outbox.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Sends while the service runs: woken by each commit that queued a mail, and every five seconds for those to be tried again. */
@Component
class MailDispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailDispatch.class);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final PostgresSignals signals;
    private final SendMails sendMails;
    private final SmtpServer server;
    private Disposable dispatching = Disposables.disposed();

    MailDispatch(PostgresSignals signals, SendMails sendMails, SmtpServer server) {
        this.signals = signals;
        this.sendMails = sendMails;
        this.server = server;
    }

    @Override
    public void start() {
        if (!server.isKnown()) {
            LOG.warn("No mail is sent: set MAINNET_SMTP_HOST. Until then mails wait in the queue.");
            return;
        }
        dispatching = signals.listen("mail")
                // However many commits happen during one round, one more round finds their mails.
                .onBackpressureLatest()
                .concatMap(signal -> round(), 1)
                .subscribe();
    }

    private Mono<Integer> round() {
        return sendMails.sendDue().onErrorResume(e -> {
            LOG.warn("Mails wait, the next round comes by itself: {}", e.toString());
            return Mono.just(0);
        });
    }

    @Override
    public void stop() {
        dispatching.dispose();
    }

    @Override
    public boolean isRunning() {
        return !dispatching.isDisposed();
    }

    @Bean
    static Sweep mailSweep(QueuedMails mails, Clock clock) {
        return new Sweep(
                "Forgetting old mails",
                Duration.ofMinutes(10),
                () -> mails.deleteEnded(clock.instant().minus(REMEMBERED)));
    }
}
