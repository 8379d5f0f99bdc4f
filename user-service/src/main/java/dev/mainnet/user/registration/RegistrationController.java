package dev.mainnet.user.registration;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.account.ProfileText;
import dev.mainnet.user.account.Username;
import dev.mainnet.user.session.Origin;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sign-up. */
@RestController
class RegistrationController {

    private final RegisterAccount registerAccount;

    RegistrationController(RegisterAccount registerAccount) {
        this.registerAccount = registerAccount;
    }

    @PostMapping("/user/auth/signup")
    Mono<SignUpResponse> signUp(@Valid @RequestBody SignUpRequest request, ServerHttpRequest http) {
        return registerAccount
                .register(request.applicant(), Origin.of(http))
                .thenReturn(new SignUpResponse("User created successfully"));
    }

    record SignUpRequest(
            @NotNull(message = "is missing") @Pattern(regexp = Username.FORM, message = "must have 3 to 32 characters, each a letter, a digit, _ or -") String username,

            @NotNull(message = "is missing") Secret password,

            @NotNull(message = "is missing") @Pattern(regexp = EmailAddress.FORM, message = "is no e-mail address") String email,

            @Nullable @Size(max = ProfileText.MOST_OF_FULLNAME) @Pattern(regexp = ProfileText.LINE, message = "must be one line of text") String fullname,

            @Nullable @Size(max = ProfileText.MOST_OF_BIO) @Pattern(regexp = ProfileText.LINES, message = "must be text") String bio) {

        Applicant applicant() {
            return new Applicant(new Username(username), new EmailAddress(email), password, fullname, bio);
        }
    }

    record SignUpResponse(String message) {}
}
