package dev.mainnet.user.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.mainnet.defaults.secret.Seal;
import dev.mainnet.defaults.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The published keys at one instant, and the one of them that signs. */
public final class KeyRing {

    /** How long the longest-lived token lives: a key stays published for that long after it signed, and gateways remember what died. */
    public static final Duration LONGEST_TOKEN = Duration.ofHours(24);

    private final JWKSet published;
    private final SigningKey signer;
    private final Seal seal;

    private KeyRing(JWKSet published, SigningKey signer, Seal seal) {
        this.published = published;
        this.signer = signer;
        this.seal = seal;
    }

    /**
     * The ring at an instant.
     *
     * @param latestFirst at least one key that signs at that instant
     */
    static KeyRing of(List<SigningKey> latestFirst, Seal seal, Instant now) {
        SigningKey signer = latestFirst.stream()
                .filter(key -> key.signsAt(now))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No signing key has its turn"));
        List<JWK> publicKeys = latestFirst.stream()
                .map(SigningKey::publicKey)
                .map(JWK.class::cast)
                .toList();
        return new KeyRing(new JWKSet(publicKeys), signer, seal);
    }

    /** Signs claims as a token of that type (the header {@code typ}). */
    public Secret sign(JWTClaimsSet claims, String type) {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(signer.id().toString())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(signer.privateKey(seal)));
        } catch (JOSEException e) {
            throw new IllegalStateException("Signing with key " + signer.id() + " failed", e);
        }
        return new Secret(token.serialize());
    }

    /** The public parts of all published keys. */
    JWKSet published() {
        return published;
    }
}
