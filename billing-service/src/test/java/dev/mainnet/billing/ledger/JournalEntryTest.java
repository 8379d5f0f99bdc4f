package dev.mainnet.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalEntryTest {

    private final UserAccount ada = UserAccount.available(UUID.randomUUID());

    @Test
    void refusesPostingsThatDoNotSumToZero() {
        assertThatThrownBy(() -> entry(Posting.from(ada, 5), Posting.to(PlatformAccount.REVENUE, 4)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEntryThatMovesNothing() {
        assertThatThrownBy(() -> entry(Posting.from(ada, 5), Posting.to(ada, 5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesSumsThatOverflow() {
        assertThatThrownBy(() -> entry(
                        Posting.to(ada, Long.MAX_VALUE),
                        Posting.to(PlatformAccount.BURN, Long.MAX_VALUE),
                        Posting.to(PlatformAccount.REVENUE, 2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void mergesPostingsOfOneAccountAndLeavesOutZeros() {
        var entry = entry(
                Posting.from(ada, 5),
                Posting.to(PlatformAccount.REVENUE, 2),
                Posting.to(PlatformAccount.REVENUE, 3),
                Posting.to(PlatformAccount.BURN, 0));

        assertThat(entry.postings()).containsExactly(new Posting(ada, -5), new Posting(PlatformAccount.REVENUE, 5));
    }

    private static JournalEntry entry(Posting... postings) {
        return new JournalEntry(
                new Cause("test", InputHash.of("")), EntryKind.GRANT, "", Subject.NONE, List.of(postings));
    }
}
