package dev.mainnet.job.webhook;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * A webhook to which this instance, and for a while no other, delivers.
 *
 * @param id the webhook's
 * @param secret sealed
 * @param formerSecret sealed; signs as well while it is there
 */
record Receiver(UUID id, URI url, byte[] secret, Optional<byte[]> formerSecret) {}
