package dev.mainnet.billing.fee;

import static dev.mainnet.billing.ledger.PlatformAccount.BURN;
import static dev.mainnet.billing.ledger.PlatformAccount.NODE_REWARDS;
import static dev.mainnet.billing.ledger.PlatformAccount.REVENUE;
import static dev.mainnet.billing.ledger.PlatformAccount.TREASURY;

import dev.mainnet.billing.ledger.Posting;
import dev.mainnet.billing.ledger.UserAccount;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Divides charges. Every share but the last is rounded down, and the last takes what is left, so that no micro-credit is lost or
 * made: of a model's fee that is its owner, of a compute fee its operator.
 */
@Component
public class Shares {

    private static final int TREASURY_PERCENT = 20;
    private static final int BURN_PERCENT = 10;

    private final PlatformFee platformFee;

    Shares(PlatformFee platformFee) {
        this.platformFee = platformFee;
    }

    /** What the use of a model earns its owner and the platform. */
    public List<Posting> ofModelFee(UUID ownerId, long amountMicro) {
        long platform = platformFee.of(amountMicro);
        return List.of(
                Posting.to(UserAccount.earnings(ownerId), amountMicro - platform), Posting.to(REVENUE, platform));
    }

    /**
     * What the work of a machine earns: 70% its operator, 20% the treasury, 10% burnt.
     *
     * @param operatorId whoever lent the machine; nobody for the platform's own
     */
    public List<Posting> ofComputeFee(Optional<UUID> operatorId, long amountMicro) {
        long treasury = Percent.of(TREASURY_PERCENT, amountMicro);
        long burn = Percent.of(BURN_PERCENT, amountMicro);
        long rest = amountMicro - treasury - burn;
        return List.of(
                operatorId
                        .map(operator -> Posting.to(UserAccount.earnings(operator), rest))
                        .orElseGet(() -> Posting.to(NODE_REWARDS, rest)),
                Posting.to(TREASURY, treasury),
                Posting.to(BURN, burn));
    }
}
