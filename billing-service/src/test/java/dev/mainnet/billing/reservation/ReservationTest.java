package dev.mainnet.billing.reservation;

import static dev.mainnet.billing.reservation.ReservationState.EXPIRED;
import static dev.mainnet.billing.reservation.ReservationState.PENDING;
import static dev.mainnet.billing.reservation.ReservationState.POSTED;
import static dev.mainnet.billing.reservation.ReservationState.REJECTED;
import static dev.mainnet.billing.reservation.ReservationState.VOIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.contracts.JobEvent.JobCancelled;
import dev.mainnet.contracts.JobEvent.JobFailed;
import dev.mainnet.contracts.JobEvent.JobSubmitted;
import dev.mainnet.contracts.JobEvent.JobSucceeded;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservationTest {

    private final UUID job = UUID.randomUUID();
    private final UUID payer = UUID.randomUUID();
    private final Reservation pending = Reservation.of(submitted(10), 10);

    @Test
    void needsAsMuchAsIsAvailable() {
        assertThat(pending.state()).isEqualTo(PENDING);
        assertThat(Reservation.of(submitted(10), 9).state()).isEqualTo(REJECTED);
        assertThat(Reservation.of(submitted(0), -5).state()).isEqualTo(PENDING);
    }

    @Test
    void refusesToReserveLessThanNothing() {
        assertRefused(() -> Reservation.of(submitted(-1), 10));
    }

    @Test
    void capturesAPartAndReleasesTheRest() {
        Reservation posted = pending.post(succeeded(6, 1));

        assertThat(posted.state()).isEqualTo(POSTED);
        assertThat(posted.chargedMicro()).isEqualTo(7);
        assertThat(posted.releasedMicro()).isEqualTo(3);
    }

    @Test
    void refusesToCaptureMoreThanIsReserved() {
        assertRefused(() -> pending.post(succeeded(10, 1)));
        assertThatThrownBy(() -> pending.post(succeeded(Long.MAX_VALUE, 1))).isInstanceOf(ArithmeticException.class);
        assertRefused(() -> pending.post(succeeded(-1, 5)));
    }

    @Test
    void takesARepeatedPostAsDoneAndRefusesADifferentOne() {
        Reservation posted = pending.post(succeeded(6, 1));

        assertThat(posted.post(succeeded(6, 1))).isEqualTo(posted);
        assertRefused(() -> posted.post(succeeded(5, 2)));
    }

    @Test
    void refusesToPostWhatIsNotPending() {
        assertRefused(() -> pending.release(failed()).post(succeeded(1, 1)));
        assertRefused(() -> pending.expire().post(succeeded(1, 1)));
        assertRefused(() -> Reservation.of(submitted(10), 9).post(succeeded(1, 1)));
    }

    @Test
    void releasesOnceAndNeverAfterAPayment() {
        Reservation voided = pending.release(failed());

        assertThat(voided.state()).isEqualTo(VOIDED);
        assertThat(voided.release(new JobCancelled(job, payer, "training", Instant.EPOCH)))
                .isEqualTo(voided);
        assertRefused(() -> pending.post(succeeded(1, 1)).release(failed()));
    }

    @Test
    void expiresOnlyWhilePending() {
        assertThat(pending.expire().state()).isEqualTo(EXPIRED);
        assertThat(pending.expire().release(failed()).state()).isEqualTo(EXPIRED);
        Reservation posted = pending.post(succeeded(1, 1));
        assertThat(posted.expire()).isEqualTo(posted);
    }

    @Test
    void letsNobodyElsePay() {
        assertRefused(() ->
                pending.post(new JobSucceeded(job, UUID.randomUUID(), "training", 1, null, 1, null, Instant.EPOCH)));
    }

    @Test
    void refusesTheSameJobSubmittedInAnotherWay() {
        assertThat(pending.repeat(submitted(10))).isEqualTo(pending);
        assertRefused(() -> pending.repeat(submitted(11)));
        Reservation ended = Reservation.neverMade(failed());
        assertThat(ended.repeat(submitted(10))).isEqualTo(ended);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        assertThatThrownBy(step).isInstanceOf(RefusedSettlementException.class);
    }

    private JobSubmitted submitted(long amount) {
        return new JobSubmitted(job, payer, "training", amount, Instant.EPOCH);
    }

    private JobSucceeded succeeded(long modelFee, long computeFee) {
        return new JobSucceeded(job, payer, "training", modelFee, payer, computeFee, null, Instant.EPOCH);
    }

    private JobFailed failed() {
        return new JobFailed(job, payer, "training", "broken", Instant.EPOCH);
    }
}
