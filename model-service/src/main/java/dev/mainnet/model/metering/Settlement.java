package dev.mainnet.model.metering;

/** Who waits for a call to be recorded. Exactly one of the methods is called, even when the caller has gone away meanwhile. */
public interface Settlement {

    /** The call is committed; these are the totals just after it. */
    void recorded(Totals after);

    /** The call was not recorded, and is not answered. */
    void failed();
}
