package dev.mainnet.user.confirmation;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.mailtoken.SameTime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Confirmation of an address. */
@RestController
@RequestMapping("/user/auth/confirmation")
class ConfirmationController {

    private final ConfirmAddress confirmAddress;
    private final ResendConfirmation resendConfirmation;

    ConfirmationController(ConfirmAddress confirmAddress, ResendConfirmation resendConfirmation) {
        this.confirmAddress = confirmAddress;
        this.resendConfirmation = resendConfirmation;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> confirm(@Valid @RequestBody TokenRequest request) {
        return confirmAddress.confirm(request.token());
    }

    /** Answers the same, after the same time, for an address without an account. */
    @PostMapping("/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> resend(@Valid @RequestBody AddressRequest request) {
        return SameTime.of(resendConfirmation.resend(new EmailAddress(request.email())));
    }

    record TokenRequest(@NotNull(message = "is missing") Secret token) {}

    record AddressRequest(
            @NotNull(message = "is missing") @Pattern(regexp = EmailAddress.FORM, message = "is no e-mail address") String email) {}
}
