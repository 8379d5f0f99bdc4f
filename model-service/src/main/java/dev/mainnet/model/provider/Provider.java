package dev.mainnet.model.provider;

import java.time.Instant;
import java.util.UUID;

/** An owner's account with a provider. It never changes; who needs another makes one. */
public record Provider(UUID id, UUID ownerId, ProviderTerms terms, Instant createdAt) {}
