package dev.mainnet.worker.platform;

import java.util.UUID;

/** Who this worker is to the platform. */
public record Credentials(UUID id, String token) {

    @Override
    public String toString() {
        return "worker " + id;
    }
}
