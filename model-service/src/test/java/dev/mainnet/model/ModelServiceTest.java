package dev.mainnet.model;

import dev.mainnet.testing.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the whole service on a fake runner; all share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@TestPropertySource(
        properties = {
            "mainnet.call.lookup-patience=60s",
            "mainnet.metering.commit-timeout=60s",
            "mainnet.metering.lease=10m"
        })
@Import({RunnerUnderTest.class, Scenario.class, FakeTexts.Setup.class})
public @interface ModelServiceTest {}
