package dev.mainnet.billing.ledger;

/** Something was already applied under this reference, and it said something else. Nothing was changed. */
public final class ReferenceConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ReferenceConflictException(String reference) {
        super(reference + " was applied before with other content");
    }
}
