package dev.mainnet.user.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private final PasswordPolicy policy = new PasswordPolicy();

    @ParameterizedTest
    @ValueSource(strings = {"password", "PASSWORD", "P@ssw0rd", "12345678", "qwertyuiop", "iloveyou", "passw0rd"})
    void refusesWellKnownPasswords(String text) {
        assertThatThrownBy(() -> policy.demand(new Secret(text)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.details())
                                .containsExactly(new ApiException.Detail("password", "is a well-known password")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "password of ada", "zq7!kvv2", "пароль-ады", "😀😀😀😀😀😀😀😀"})
    void takesOthers(String text) {
        assertThatCode(() -> policy.demand(new Secret(text))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kvv27!z", "😀😀😀😀😀😀😀"})
    void refusesFewerThanEightCharacters(String text) {
        assertThatThrownBy(() -> policy.demand(new Secret(text))).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 1_000_000})
    void refusesMoreThan128Characters(int length) {
        assertThatThrownBy(() -> policy.demand(new Secret("x".repeat(length)))).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> policy.demandBound(new Secret("x".repeat(length))))
                .isInstanceOf(ApiException.class);
    }
}
