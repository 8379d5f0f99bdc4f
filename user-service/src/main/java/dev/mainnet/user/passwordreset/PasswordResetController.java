package dev.mainnet.user.passwordreset;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.EmailAddress;
import dev.mainnet.user.mailtoken.SameTime;
import dev.mainnet.user.session.DevicePasses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A forgotten password. */
@RestController
@RequestMapping("/user/auth/password/reset")
class PasswordResetController {

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");

    private final RequestPasswordReset requestPasswordReset;
    private final ResetPassword resetPassword;

    PasswordResetController(RequestPasswordReset requestPasswordReset, ResetPassword resetPassword) {
        this.requestPasswordReset = requestPasswordReset;
        this.resetPassword = resetPassword;
    }

    /** Answers the same, after the same time, for an address without an account. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> request(@Valid @RequestBody AddressRequest request) {
        return SameTime.of(requestPasswordReset.byLink(new EmailAddress(request.email())));
    }

    @PostMapping("/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<ResponseEntity<Void>> confirm(@Valid @RequestBody ConfirmRequest request) {
        return resetPassword
                .reset(request.token(), request.password())
                .map(pass -> ResponseEntity.noContent()
                        .header(DevicePasses.HEADER, pass.text())
                        .build());
    }

    /** Where the link in the mail leads: a form, the same for every token. */
    @GetMapping
    ResponseEntity<Resource> page() {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .body(new ClassPathResource("page/password-reset.html"));
    }

    record AddressRequest(
            @NotNull(message = "is missing") @Pattern(regexp = EmailAddress.FORM, message = "is no e-mail address") String email) {}

    record ConfirmRequest(
            @NotNull(message = "is missing") Secret token,
            @NotNull(message = "is missing") Secret password) {}
}
