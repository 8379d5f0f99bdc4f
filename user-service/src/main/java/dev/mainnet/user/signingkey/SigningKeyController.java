package dev.mainnet.user.signingkey;

import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.user.permission.Permissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The public keys for whoever verifies tokens, and rotation by an administrator. */
@RestController
class SigningKeyController {

    private static final CacheControl BRIEFLY =
            CacheControl.maxAge(Duration.ofSeconds(5)).cachePublic();

    private final KeyRings rings;
    private final OrderRotation orderRotation;

    SigningKeyController(KeyRings rings, OrderRotation orderRotation) {
        this.rings = rings;
        this.orderRotation = orderRotation;
    }

    /** A JWK Set (RFC 7517). */
    @GetMapping("/.well-known/jwks.json")
    Mono<ResponseEntity<Map<String, Object>>> published() {
        return rings.current()
                .map(ring -> ResponseEntity.ok()
                        .cacheControl(BRIEFLY)
                        .body(ring.published().toJSONObject()));
    }

    /**
     * Makes a new key, which signs once every verifier has had the time to read it.
     *
     * @param revoke whether the others were stolen: they are then dropped at once, and the new key signs at once
     */
    @PostMapping("/user/signing-keys/rotation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<RotationResponse> rotate(
            @AuthenticationPrincipal Identity me, @RequestParam(defaultValue = "false") boolean revoke) {
        return Permissions.requireAdministrator(me)
                .then(Mono.defer(
                        () -> revoke ? orderRotation.revoke(me.accountId()) : orderRotation.rotate(me.accountId())))
                .map(key -> new RotationResponse(key.id(), key.signsFrom()));
    }

    record RotationResponse(UUID kid, Instant signsFrom) {}
}
