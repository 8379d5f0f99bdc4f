package dev.mainnet.user.registration;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.account.Username;
import org.jspecify.annotations.Nullable;

/** Who wants an account. */
public record Applicant(
        Username username,
        EmailAddress email,
        Secret password,
        @Nullable String fullname,
        @Nullable String bio) {}
