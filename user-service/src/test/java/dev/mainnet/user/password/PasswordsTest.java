package dev.mainnet.user.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import dev.mainnet.defaults.secret.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new PasswordProperties(64, 1, 1, 2));

    @AfterEach
    void stop() {
        passwords.destroy();
    }

    @Test
    void hashesWithArgon2idAndASaltOfItsOwn() {
        Secret password = new Secret("correct horse battery");

        String hash = passwords.hash(password).block().text();

        assertThat(hash)
                .startsWith("$argon2id$v=19$m=64,t=1,p=1$")
                .isNotEqualTo(passwords.hash(password).block().text());
    }

    @Test
    void knowsThePasswordAndNoOther() {
        Optional<Secret> hash =
                passwords.hash(new Secret("correct horse battery")).blockOptional();

        assertThat(passwords.matches(new Secret("correct horse battery"), hash).block())
                .isTrue();
        assertThat(passwords.matches(new Secret("correct horse batterY"), hash).block())
                .isFalse();
    }

    @Test
    void knowsThePasswordHoweverAKeyboardWritesIt() {
        Optional<Secret> hash = passwords.hash(new Secret("caf\u00e9 au lait")).blockOptional();

        assertThat(passwords.matches(new Secret("cafe\u0301 au lait"), hash).block())
                .isTrue();
    }

    @Test
    void refusesHalfACharacter() {
        Secret broken = new Secret("correct \ud800 battery");

        for (Mono<?> refused : List.of(passwords.hash(broken), passwords.matches(broken, Optional.empty()))) {
            assertThatThrownBy(refused::block)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_ERROR));
        }
    }

    @Test
    void matchesNothingWhereThereIsNoAccount() {
        assertThat(passwords
                        .matches(new Secret("correct horse battery"), Optional.empty())
                        .block())
                .isFalse();
    }

    @Test
    void refusesWhatTheQueueCannotHold() {
        Passwords slow = new Passwords(new PasswordProperties(64 * 1024, 3, 1, 2));
        try {
            List<String> outcomes = Flux.range(0, 10)
                    .flatMap(i -> slow.hash(new Secret("correct horse battery"))
                            .thenReturn("hashed")
                            .onErrorResume(
                                    ApiException.class, e -> Mono.just(e.code().text())))
                    .collectList()
                    .block();

            assertThat(outcomes).hasSize(10).contains("hashed").contains(ErrorCode.UNAVAILABLE.text());
            assertThat(outcomes).filteredOn("hashed"::equals).hasSizeBetween(3, 4);
        } finally {
            slow.destroy();
        }
    }
}
