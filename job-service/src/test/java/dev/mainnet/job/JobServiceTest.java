package dev.mainnet.job;

import dev.mainnet.testing.ServiceTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the whole service; all of them share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@Import(TestFixtures.class)
@TestPropertySource(
        properties = {
            "mainnet.dataset.max-bytes=100000",
            "mainnet.dispatch.enrollment-token=me_secret",
            "mainnet.dispatch.lease=PT2S",
            "mainnet.job.max-attempts=2",
            "mainnet.job.max-log-bytes=2000",
            "mainnet.progress.max-streams-per-account=2"
        })
public @interface JobServiceTest {}
