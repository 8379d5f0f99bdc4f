package dev.mainnet.billing.fee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.billing.ledger.PlatformAccount;
import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.UserAccount;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SharesTest {

    private final Shares shares = new Shares(new PlatformFee(20));
    private final UUID ada = UUID.randomUUID();

    @Test
    void givesTheOwnerEightyPercentAndThePlatformTwenty() {
        assertThat(shares.ofModelFee(ada, 2_000_000))
                .containsExactly(
                        Posting.to(UserAccount.earnings(ada), 1_600_000), Posting.to(PlatformAccount.REVENUE, 400_000));
    }

    @Test
    void roundsThePlatformsFeeDown() {
        assertThat(shares.ofModelFee(ada, 4))
                .containsExactly(Posting.to(UserAccount.earnings(ada), 4), Posting.to(PlatformAccount.REVENUE, 0));
    }

    @Test
    void dividesAComputeFeeSeventyTwentyTenWithTheRestToTheOperator() {
        assertThat(shares.ofComputeFee(Optional.of(ada), 19))
                .containsExactly(
                        Posting.to(UserAccount.earnings(ada), 15),
                        Posting.to(PlatformAccount.TREASURY, 3),
                        Posting.to(PlatformAccount.BURN, 1));
    }

    @Test
    void givesTheOperatorsShareToNodeRewardsForThePlatformsOwnMachines() {
        assertThat(shares.ofComputeFee(Optional.empty(), 1_000_000))
                .contains(Posting.to(PlatformAccount.NODE_REWARDS, 700_000));
    }

    @Test
    void losesAndMakesNothingWhateverTheAmountAndTheFee() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long amount = random.nextLong(Long.MAX_VALUE) >> random.nextInt(62);
            var anyFee = new Shares(new PlatformFee(random.nextInt(101)));
            for (List<Posting> postings :
                    List.of(anyFee.ofModelFee(ada, amount), anyFee.ofComputeFee(Optional.of(ada), amount))) {
                assertThat(postings).allMatch(posting -> posting.amountMicro() >= 0);
                assertThat(postings.stream().mapToLong(Posting::amountMicro).reduce(0, Math::addExact))
                        .isEqualTo(amount);
            }
        }
    }
}
