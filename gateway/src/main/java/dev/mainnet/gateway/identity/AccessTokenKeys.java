package dev.mainnet.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The local copy of the public keys that user-service signs access tokens with, by their ids. */
@Component
final class AccessTokenKeys {

    private volatile Map<String, JWSVerifier> verifiers = Map.of();

    boolean known() {
        return !verifiers.isEmpty();
    }

    Optional<JWSVerifier> named(String kid) {
        return Optional.ofNullable(verifiers.get(kid));
    }

    /**
     * Takes over a key set as user-service publishes it. Keys that are not for ES256 are passed over.
     *
     * @throws IllegalArgumentException when it is no key set or has no usable key; the copy is then kept as it is
     */
    void replace(String jwks) {
        try {
            Map<String, JWSVerifier> fresh = new HashMap<>();
            for (JWK key : JWKSet.parse(jwks).getKeys()) {
                if (key instanceof ECKey ec && isForAccessTokens(ec)) {
                    fresh.put(ec.getKeyID(), new ECDSAVerifier(ec.toPublicJWK()));
                }
            }
            if (fresh.isEmpty()) {
                throw new IllegalArgumentException("The key set has no usable key");
            }
            verifiers = Map.copyOf(fresh);
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("No key set", e);
        }
    }

    private static boolean isForAccessTokens(ECKey key) {
        return Curve.P_256.equals(key.getCurve())
                && key.getKeyID() != null
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(JWSAlgorithm.ES256));
    }
}
