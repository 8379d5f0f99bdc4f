package dev.mainnet.launcher.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    private Path home;

    @Test
    void makesEverySecretOnce() {
        assertThat(Secrets.in(home)).isEqualTo(Secrets.in(home));
        assertThat(Base64.getDecoder().decode(Secrets.in(home).encryptionKey())).hasSize(32);
    }

    @Test
    void letsOnlyTheOwnerReadThem() throws Exception {
        Secrets.in(home.resolve("secrets"));
        try (Stream<Path> files = Files.list(home.resolve("secrets"))) {
            List<String> permissions =
                    files.map(SecretsTest::permissions).distinct().toList();
            assertThat(permissions).containsExactly("rw-------");
        }
        assertThat(permissions(home.resolve("secrets"))).isEqualTo("rwx------");
    }

    @Test
    void publishesThePublicHalfOfTheSigningKeyOnly() throws Exception {
        Secrets secrets = Secrets.in(home);
        JWK signing = JWK.parse(Files.readString(secrets.gatewaySigningKey()));
        JWKSet published = JWKSet.parse(Files.readString(secrets.identityKeys()));

        assertThat(signing.isPrivate()).isTrue();
        assertThat(published.getKeys()).containsExactly(signing.toPublicJWK());
    }

    @Test
    void followsAReplacedSigningKey() throws Exception {
        Secrets first = Secrets.in(home);
        Files.delete(first.gatewaySigningKey());
        Secrets second = Secrets.in(home);

        JWK signing = JWK.parse(Files.readString(second.gatewaySigningKey()));
        assertThat(JWKSet.parse(Files.readString(second.identityKeys())).getKeys())
                .containsExactly(signing.toPublicJWK());
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
