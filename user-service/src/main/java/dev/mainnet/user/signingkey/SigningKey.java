package dev.mainnet.user.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mainnet.defaults.secret.Seal;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

/**
 * A key that signs access tokens, from some instant until the next one does.
 *
 * @param id also the {@code kid}
 * @param publicJwk the public part, in JSON
 * @param sealedPrivate the whole key in JSON, encrypted by {@link Seal}
 */
record SigningKey(UUID id, String publicJwk, byte[] sealedPrivate, Instant signsFrom) {

    static SigningKey generate(UUID id, Seal seal, Instant signsFrom) {
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256)
                    .keyID(id.toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            return new SigningKey(id, pair.toPublicJWK().toJSONString(), seal.seal(id, pair.toJSONString()), signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK makes P-256 keys", e);
        }
    }

    boolean signsAt(Instant now) {
        return !signsFrom.isAfter(now);
    }

    ECKey publicKey() {
        return parse(publicJwk);
    }

    ECKey privateKey(Seal seal) {
        return parse(seal.open(id, sealedPrivate));
    }

    @Override
    public String toString() {
        return "SigningKey[" + id + ", signsFrom=" + signsFrom + "]";
    }

    private ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            // The cause would quote the key.
            throw new IllegalStateException("Signing key " + id + " is no JWK");
        }
    }
}
