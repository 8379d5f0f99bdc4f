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
            "mainnet.dispatch.lease=PT10M",
            "mainnet.job.max-attempts=2",
            "mainnet.job.max-log-bytes=2000",
            "mainnet.progress.max-streams-per-account=2",
            "mainnet.encryption-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "mainnet.egress.allow-private=true",
            "mainnet.webhook.retries=200ms,300ms,60s",
            "mainnet.webhook.timeout=30s",
            "mainnet.webhook.max-per-account=5",
            "mainnet.webhook.max-waiting=20",
            "mainnet.webhook.concurrency=4"
        })
public @interface JobServiceTest {}
