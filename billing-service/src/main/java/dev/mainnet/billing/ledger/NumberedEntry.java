package dev.mainnet.billing.ledger;

import java.util.UUID;

/** An entry with the id under which it is stored. */
record NumberedEntry(UUID id, JournalEntry entry) {}
