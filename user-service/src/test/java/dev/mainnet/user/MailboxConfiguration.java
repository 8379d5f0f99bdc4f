package dev.mainnet.user;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Found by the component scan of every test. */
@Configuration(proxyBeanMethods = false)
class MailboxConfiguration {

    @Bean
    Mailbox mailbox() {
        return new Mailbox();
    }

    @Bean
    DynamicPropertyRegistrar mailServer(Mailbox mailbox) {
        return properties -> {
            properties.add("mainnet.mail.host", () -> "127.0.0.1");
            properties.add("mainnet.mail.port", mailbox::port);
            properties.add("mainnet.mail.first-retry", () -> "50ms");
        };
    }
}
