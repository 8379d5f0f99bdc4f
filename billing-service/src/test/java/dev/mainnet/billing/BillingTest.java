package dev.mainnet.billing;

import dev.mainnet.testing.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** A test of the whole service; all such tests share one context, so each uses accounts of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@Import({Books.class, Deliveries.class, History.class, Shop.class, FakeStripe.class})
public @interface BillingTest {}
