package dev.mainnet.user.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.user.account.EmailAddress;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LettersTest {

    private final Letters letters = new Letters();

    @ParameterizedTest
    @EnumSource
    void showsEachValueInBothForms(MailTemplate template) {
        Map<String, String> values =
                template.names().stream().collect(Collectors.toMap(name -> name, name -> "value-of-" + name));

        Letter letter = letters.write(template, values);

        assertThat(letter.subject()).matches("[\\x20-\\x7e]+");
        assertThat(letter.text()).contains(values.values()).doesNotContain("{{");
        assertThat(letter.html())
                .contains(values.values())
                .contains(letter.subject(), "</html>")
                .doesNotContain("{{");
    }

    @ParameterizedTest
    @EnumSource
    void letsNoValueBecomeMarkup(MailTemplate template) {
        Map<String, String> values = template.names().stream()
                .collect(Collectors.toMap(name -> name, name -> "\"><script>alert(1)</script>"));

        assertThat(letters.write(template, values).html()).doesNotContain("<script");
    }

    @ParameterizedTest
    @EnumSource
    void takesAllItsValuesAndNoOther(MailTemplate template) {
        assertThatThrownBy(() ->
                        new Mail(UUID.randomUUID(), new EmailAddress("ada@example.com"), template, Map.of("x", "y")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
