package dev.mainnet.user.group;

import dev.mainnet.outbox.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets invitations, and with them the addresses of people who may never have joined, a month after they expired. */
@Configuration(proxyBeanMethods = false)
class InvitationSweep {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration A_MONTH = Duration.ofDays(30);

    @Bean
    Sweep expiredInvitations(Invitations invitations, Clock clock) {
        return new Sweep(
                "Forgetting expired invitations",
                EVERY,
                () -> invitations.deleteExpired(clock.instant().minus(A_MONTH)));
    }
}
