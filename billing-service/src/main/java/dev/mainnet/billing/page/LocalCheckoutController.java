package dev.mainnet.billing.page;

import dev.mainnet.billing.checkout.Checkout;
import dev.mainnet.billing.checkout.CheckoutState;
import dev.mainnet.billing.checkout.Checkouts;
import dev.mainnet.billing.stripe.PaymentSettings;
import dev.mainnet.billing.stripe.StripeSettings;
import dev.mainnet.defaults.error.ApiException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/** The page that stands in for Stripe's where no key is set. Everywhere else nothing is found here. */
@RestController
@RequestMapping("/payment/checkout/{sessionId}")
class LocalCheckoutController {

    private final boolean local;
    private final Checkouts checkouts;
    private final PayLocally payLocally;

    LocalCheckoutController(
            StripeSettings stripe, PaymentSettings payment, Checkouts checkouts, PayLocally payLocally) {
        this.local = payment.isLocal(stripe);
        this.checkouts = checkouts;
        this.payLocally = payLocally;
    }

    @GetMapping
    Mono<ResponseEntity<String>> show(@PathVariable String sessionId) {
        return find(sessionId)
                .map(checkout -> ResponseEntity.ok()
                        .contentType(MediaType.TEXT_HTML)
                        .body(Page.of("Test payment", body(sessionId, checkout))));
    }

    @PostMapping("/pay")
    Mono<ResponseEntity<Void>> pay(@PathVariable String sessionId, ServerHttpRequest request) {
        return find(sessionId)
                .flatMap(checkout -> payLocally.pay(checkout, sessionId, ownAddress(request)))
                .thenReturn(seeOther(URI.create("/payment/success?session_id=" + sessionId)));
    }

    @PostMapping("/cancel")
    Mono<ResponseEntity<Void>> cancel(@PathVariable String sessionId) {
        return find(sessionId).thenReturn(seeOther(URI.create("/payment/cancel")));
    }

    private Mono<Checkout> find(String sessionId) {
        return Mono.justOrEmpty(local ? sessionId : null)
                .flatMap(checkouts::inSession)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Checkout session")));
    }

    /** Where this request came in, so where the webhook is. */
    private static URI ownAddress(ServerHttpRequest request) {
        InetSocketAddress here = request.getLocalAddress();
        if (here == null) {
            throw new IllegalStateException("The server does not tell its own address");
        }
        String host = here.getAddress().getHostAddress();
        return UriComponentsBuilder.newInstance()
                .scheme("http")
                .host(host.contains(":") ? "[" + host + "]" : host)
                .port(here.getPort())
                .build()
                .toUri();
    }

    private static String body(String sessionId, Checkout checkout) {
        String dollars = String.format(Locale.ROOT, "%.2f", checkout.amountCents() / 100.0);
        String head = """
                <p class="test">TEST MODE: no money moves</p>
                <h1>%d Credits</h1>
                <p>US$ %s</p>
                """.formatted(checkout.amountCents(), dollars);
        String path = "/payment/checkout/" + Page.text(sessionId);
        return checkout.state() == CheckoutState.PAID ? head + "<p>This was paid.</p>" : head + """
                        <form method="post" action="%1$s/pay"><button>Pay</button></form>
                        <form method="post" action="%1$s/cancel"><button>Cancel</button></form>
                        """.formatted(path);
    }

    private static ResponseEntity<Void> seeOther(URI location) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location).build();
    }
}
