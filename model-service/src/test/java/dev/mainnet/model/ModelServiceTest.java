package dev.mainnet.model;

import dev.mainnet.testing.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** A test of the whole service on a fake runner; all share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@Import({RunnerUnderTest.class, Scenario.class, FakeTexts.Setup.class})
public @interface ModelServiceTest {}
