package dev.mainnet.user.dialect.atlas;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.account.ProfileText;
import dev.mainnet.user.confirmation.ConfirmAddress;
import dev.mainnet.user.confirmation.ResendConfirmation;
import dev.mainnet.user.password.MixedPasswordRule;
import dev.mainnet.user.registration.RegisterNameless;
import dev.mainnet.user.session.Origin;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sign-up and confirmation of the address (2.1, 2.4, 2.5). */
@RestController
@RequestMapping("/atlas/auth")
class AtlasSignUpController {

    private final RegisterNameless registerNameless;
    private final ResendConfirmation resendConfirmation;
    private final ConfirmAddress confirmAddress;

    AtlasSignUpController(
            RegisterNameless registerNameless, ResendConfirmation resendConfirmation, ConfirmAddress confirmAddress) {
        this.registerNameless = registerNameless;
        this.resendConfirmation = resendConfirmation;
        this.confirmAddress = confirmAddress;
    }

    @PostMapping("/sign-up")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Void> signUp(@Valid @RequestBody SignUpRequest request, ServerHttpRequest http) {
        return Mono.defer(() -> {
            MixedPasswordRule.demand(request.password());
            return registerNameless
                    .register(
                            new EmailAddress(request.email()), request.password(), request.nickname(), Origin.of(http))
                    .then();
        });
    }

    @PostMapping("/confirmation-emails/resend")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Void> resend(@RequestBody AddressRequest request) {
        return request.address()
                .flatMap(resendConfirmation::resend)
                .filter(known -> known)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Member")))
                .then();
    }

    /** The document's link, with a token beside what anybody could know. */
    @GetMapping("/confirm-email")
    Mono<Void> confirm(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String userId,
            @RequestParam(defaultValue = "") String token) {
        return confirmAddress.confirm(
                new Secret(token),
                account -> account.email().equalsIgnoreCase(email)
                        && account.id().toString().equalsIgnoreCase(userId));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SignUpRequest(
            @NotNull(message = "is missing") @Pattern(regexp = EmailAddress.FORM, message = "is no e-mail address") String email,

            @NotNull(message = "is missing") Secret password,

            @NotBlank(message = "is missing") @Size(max = ProfileText.MOST_OF_FULLNAME) @Pattern(regexp = ProfileText.LINE, message = "must be one line of text") String nickname) {}
}
