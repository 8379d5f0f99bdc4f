package dev.mainnet.billing.checkout;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.AdaptivePricing;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData;
import com.stripe.param.checkout.SessionCreateParams.LineItem.PriceData.ProductData;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;

/** The documented session: one line of N credits at N cents. */
final class SessionParameters {

    private SessionParameters() {}

    static SessionCreateParams of(Checkout checkout, String publicUrl) {
        return SessionCreateParams.builder()
                .setMode(Mode.PAYMENT)
                .addPaymentMethodType(PaymentMethodType.CARD)
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(PriceData.builder()
                                .setCurrency(checkout.currency())
                                .setUnitAmount(checkout.amountCents())
                                .setProductData(ProductData.builder()
                                        .setName(checkout.amountCents() + " Credits")
                                        .build())
                                .build())
                        .build())
                // Only the amount and currency asked for are credited, so Stripe may offer the payer no other.
                .setAdaptivePricing(AdaptivePricing.builder().setEnabled(false).build())
                .setSuccessUrl(publicUrl + "/payment/success?session_id={CHECKOUT_SESSION_ID}")
                .setCancelUrl(publicUrl + "/payment/cancel")
                .setClientReferenceId(checkout.id().toString())
                .putMetadata("userId", checkout.userId().toString())
                .putMetadata("creditsToBuy", Long.toString(checkout.amountCents()))
                .putMetadata("checkoutId", checkout.id().toString())
                .build();
    }
}
