package dev.mainnet.billing.page;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where Stripe sends a payer's browser back to. What it says depends on nothing that is asked: the page proves no payment. */
@RestController
class PaymentPagesController {

    @GetMapping("/payment/success")
    ResponseEntity<Object> success(@RequestHeader HttpHeaders headers) {
        return answer(headers, "Thank you", "The credits are on your balance as soon as Stripe confirms the payment.");
    }

    @GetMapping("/payment/cancel")
    ResponseEntity<Object> cancel(@RequestHeader HttpHeaders headers) {
        return answer(headers, "Payment cancelled", "Nothing was paid, and no credits were bought.");
    }

    private static ResponseEntity<Object> answer(HttpHeaders headers, String title, String message) {
        return wantsJson(headers.getAccept())
                ? ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(new Message(message))
                : ResponseEntity.ok().contentType(MediaType.TEXT_HTML).body(Page.saying(title, message));
    }

    /** Whoever names JSON and not HTML; a client that takes anything gets the page. */
    private static boolean wantsJson(List<MediaType> accepted) {
        return accepted.stream()
                        .anyMatch(type -> type.isConcrete() && type.isCompatibleWith(MediaType.APPLICATION_JSON))
                && accepted.stream().noneMatch(type -> type.isConcrete() && type.isCompatibleWith(MediaType.TEXT_HTML));
    }

    /** What the page says, for programs. */
    record Message(String message) {}
}
