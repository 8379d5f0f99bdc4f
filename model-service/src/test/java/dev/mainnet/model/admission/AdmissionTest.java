package dev.mainnet.model.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.contracts.BalanceEvent.BalanceChanged;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.defaults.identity.Identity.KeyGrant;
import dev.mainnet.model.metering.Settlement;
import dev.mainnet.model.metering.Totals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Totals NOTHING_YET = new Totals(0, 0);

    private final Balances balances = new Balances();
    private final Admission admission = new Admission(balances, new AdmissionSettings(500));
    private final UUID account = UUID.randomUUID();

    @Test
    void anAccountThatBillingNeverNamedHasNothing() {
        assertThat(refusal(session(), 1)).isEqualTo("credits");
    }

    @Test
    void anAccountHasOnlySoManyCallsUnderWay() {
        Admission narrow = new Admission(balances, new AdmissionSettings(2));
        Turn first = narrow.open(session());
        narrow.open(session());

        assertThatThrownBy(() -> narrow.open(session()))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMIT_EXCEEDED));
        first.close();
        narrow.open(session()).close();
    }

    @Test
    void aFreeCallIsAlwaysAdmitted() {
        balance(-5, 0, 1);
        admission.open(session()).admit(Estimate.ofMicro(0), NOTHING_YET);
    }

    @Test
    void aCallIsRefusedForWhatIsInFlightOnlyWhileItIs() {
        balance(10, 0, 1);
        Turn first = admission.open(session());
        first.admit(Estimate.ofMicro(6), NOTHING_YET);

        assertThat(refusal(session(), 6)).isEqualTo("in_flight");
        assertThat(refusal(session(), 11)).isEqualTo("credits");
        first.close();
        admission.open(session()).admit(Estimate.ofMicro(6), NOTHING_YET);
    }

    @Test
    void whatIsRecordedAndNotYetDebitedIsSpent() {
        balance(10, 100, 1);
        assertThat(refusalSeeing(new Totals(105, 0), session(), 6)).isEqualTo("credits");
        admission.open(session()).admit(Estimate.ofMicro(5), new Totals(105, 0));
    }

    @Test
    void newsOfADebitThatAReadHasNotSeenYetGivesNothingBack() {
        balance(10, 100, 1);
        // Another instance recorded 5 more since the totals were read, and billing has debited them already.
        assertThat(refusalSeeing(new Totals(95, 0), session(), 11)).isEqualTo("credits");
    }

    @Test
    void aReadFromBeforeACommitDoesNotSpendTwice() {
        balance(10, 0, 1);
        Turn first = admission.open(session());
        Turn second = admission.open(session());
        first.admit(Estimate.ofMicro(6), NOTHING_YET);
        Settlement settlement = first.handOver();
        first.close();
        settlement.recorded(new Totals(6, 0));

        assertThatThrownBy(() -> second.admit(Estimate.ofMicro(6), NOTHING_YET)).isInstanceOf(ApiException.class);
    }

    @Test
    void aKeyIsHeldToItsLimitWhateverTheAccountHas() {
        balance(1_000, 0, 1);
        Identity caller = withKey(10);
        assertThat(refusalSeeing(new Totals(50, 5), caller, 6)).isEqualTo("key_limit");
        Turn turn = admission.open(caller);
        turn.admit(Estimate.ofMicro(5), new Totals(50, 5));
        assertThat(refusalSeeing(new Totals(50, 5), caller, 1)).isEqualTo("key_limit");
    }

    @Test
    void olderNewsOfABalanceIsPassedOver() {
        balance(10, 0, 2);
        balance(99, 0, 1);
        assertThat(balances.afterMicro(account, 0)).isEqualTo(10);
    }

    @Test
    void forgetsAnAccountWhenItsLastTurnIsClosed() {
        balance(10, 0, 1);
        Turn turn = admission.open(session());
        turn.admit(Estimate.ofMicro(5), NOTHING_YET);
        Settlement settlement = turn.handOver();
        turn.close();
        assertThat(admission.open()).isOne();
        settlement.failed();
        settlement.failed();
        assertThat(admission.open()).isZero();
    }

    @Test
    void ofManyAtOnceNoMoreStartThanTheBalanceCovers() throws InterruptedException {
        int affordable = 7;
        balance(affordable * 3L + 2, 0, 1);
        AtomicInteger started = new AtomicInteger();
        Callable<Integer> call = () -> {
            try {
                admission.open(session()).admit(Estimate.ofMicro(3), NOTHING_YET);
                return started.incrementAndGet();
            } catch (ApiException refused) {
                return refused.code().status().value();
            }
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(Collections.nCopies(200, call))).hasSize(200);
        }
        assertThat(started).hasValue(affordable);
    }

    /** Whatever calls, commits, failures and news of billing come in whatever order, what starts is covered. */
    @Test
    void recordedUsageNeverExceedsTheCreditsThereWere() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Balances view = new Balances();
            Admission gate = new Admission(view, new AdmissionSettings(500));
            Identity caller = session();
            long credits = random.nextInt(100);
            long recorded = 0;
            long debited = 0;
            long version = 0;
            List<Turn> running = new ArrayList<>();
            List<Long> costs = new ArrayList<>();
            view.apply(new BalanceChanged(account, credits, 0, 0, 0, ++version));
            for (int step = 0; step < 200; step++) {
                int choice = random.nextInt(4);
                if (choice == 0 || running.isEmpty()) {
                    long cost = 1L + random.nextInt(20);
                    long seen = recorded - (running.isEmpty() ? 0 : random.nextLong(recorded - debited + 1));
                    Turn turn = gate.open(caller);
                    try {
                        turn.admit(
                                Estimate.ofMicro(cost),
                                new Totals(Math.max(seen, running.isEmpty() ? recorded : 0), 0));
                        running.add(turn);
                        costs.add(cost);
                    } catch (ApiException _) {
                        turn.close();
                    }
                } else if (choice == 1) {
                    int which = random.nextInt(running.size());
                    recorded += costs.remove(which);
                    running.remove(which).handOver().recorded(new Totals(recorded, 0));
                } else if (choice == 2) {
                    int which = random.nextInt(running.size());
                    costs.remove(which);
                    running.remove(which).close();
                } else {
                    debited += random.nextLong(recorded - debited + 1);
                    view.apply(new BalanceChanged(account, credits - debited, 0, 0, debited, ++version));
                }
                assertThat(recorded).as("seed %d", seed).isLessThanOrEqualTo(credits);
            }
        }
    }

    private void balance(long available, long debited, long version) {
        balances.apply(new BalanceChanged(account, available, 0, 0, debited, version));
    }

    private Identity session() {
        return new Identity(account, "ada", Set.of(), Set.of(), Set.of("invoke"), Optional.empty(), Optional.empty());
    }

    private Identity withKey(long limit) {
        return new Identity(
                account,
                "ada",
                Set.of(),
                Set.of(),
                Set.of("invoke"),
                Optional.empty(),
                Optional.of(new KeyGrant(
                        new UUID(1, 1), Optional.empty(), Optional.of(limit), Optional.empty(), Optional.empty())));
    }

    private String refusal(Identity caller, long estimate) {
        return refusalSeeing(NOTHING_YET, caller, estimate);
    }

    private String refusalSeeing(Totals seen, Identity caller, long estimate) {
        try (Turn turn = admission.open(caller)) {
            turn.admit(Estimate.ofMicro(estimate), seen);
            return "admitted";
        } catch (ApiException e) {
            return e.details().getFirst().field();
        }
    }
}
