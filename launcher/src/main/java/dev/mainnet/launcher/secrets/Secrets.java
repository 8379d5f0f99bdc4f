package dev.mainnet.launcher.secrets;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.mainnet.launcher.settings.Refusal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The platform's own keys and passwords, made at the first start and kept in files that only their owner reads.
 *
 * @param postgresAdminPassword the password of PostgreSQL's superuser; no service knows it
 * @param postgresPassword the password of the role that owns the services' databases
 * @param enrollmentToken with which the platform's own worker joins
 * @param encryptionKey 32 random bytes in Base64, for secrets at rest
 * @param gatewaySigningKey the file with the private key the gateway signs identities with (JWK)
 * @param identityKeys the file with its public half, by which the services verify (JWKS)
 */
public record Secrets(
        String postgresAdminPassword,
        String postgresPassword,
        String enrollmentToken,
        String encryptionKey,
        Path gatewaySigningKey,
        Path identityKeys) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Reads the secrets in a folder and makes those that are missing. */
    public static Secrets in(Path folder) {
        Path signingKey = folder.resolve("gateway-signing-key.json");
        Path identityKeys = folder.resolve("identity-jwks.json");
        String privateKey = SecretFile.readOrMake(signingKey, Secrets::newSigningKey);
        SecretFile.keep(identityKeys, publicHalf(privateKey));
        return new Secrets(
                SecretFile.readOrMake(folder.resolve("postgres-admin-password"), () -> randomHex(24)),
                SecretFile.readOrMake(folder.resolve("postgres-password"), () -> randomHex(24)),
                SecretFile.readOrMake(folder.resolve("worker-enrollment-token"), () -> "me_" + randomHex(32)),
                SecretFile.readOrMake(
                        folder.resolve("encryption-key"),
                        () -> Base64.getEncoder().encodeToString(randomBytes(32))),
                signingKey,
                identityKeys);
    }

    private static String newSigningKey() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(randomHex(8))
                    .generate()
                    .toJSONString();
        } catch (JOSEException e) {
            throw new Refusal("This JVM cannot make a P-256 key: " + e, e);
        }
    }

    private static String publicHalf(String privateKey) {
        try {
            return new JWKSet(JWK.parse(privateKey)).toString(true);
        } catch (ParseException e) {
            throw new Refusal("gateway-signing-key.json among the secrets is no key; delete it to get a new one", e);
        }
    }

    private static String randomHex(int bytes) {
        return HexFormat.of().formatHex(randomBytes(bytes));
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
