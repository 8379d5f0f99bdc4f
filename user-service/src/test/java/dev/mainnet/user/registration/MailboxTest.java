package dev.mainnet.user.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainnet.user.account.EmailAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxTest {

    @ParameterizedTest
    @CsvSource({
        "ada@example.com,          ada@example.com",
        "ADA@Example.COM,          ada@example.com",
        "ada+2@example.com,        ada@example.com",
        "ada+2+3@example.com,      ada@example.com",
        "a.d.a@example.com,        a.d.a@example.com",
        "+ada@example.com,         +ada@example.com",
        "a.d.a@gmail.com,          ada@gmail.com",
        "A.d.a+spam@GoogleMail.com, ada@gmail.com",
        "a.da@mail.gmail.com,      a.da@mail.gmail.com"
    })
    void knowsTheMailboxBehindItsAddresses(String address, String mailbox) {
        assertThat(Mailbox.of(new EmailAddress(address)).name()).isEqualTo(mailbox);
    }
}
