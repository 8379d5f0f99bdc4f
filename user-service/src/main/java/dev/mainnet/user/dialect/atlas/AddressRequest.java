package dev.mainnet.user.dialect.atlas;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.user.account.EmailAddress;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** An address by which an account is looked for; what is no address has none. */
@JsonIgnoreProperties(ignoreUnknown = true)
record AddressRequest(@Nullable String email) {

    Mono<EmailAddress> address() {
        return email == null ? Mono.empty() : Mono.justOrEmpty(EmailAddress.parse(email));
    }
}
