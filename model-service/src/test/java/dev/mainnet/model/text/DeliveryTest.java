package dev.mainnet.model.text;

import static dev.mainnet.model.FakeTexts.piece;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.identity.Identity;
import dev.mainnet.model.admission.TokenBound;
import dev.mainnet.model.call.Call;
import dev.mainnet.model.deployment.Branding;
import dev.mainnet.model.deployment.Deployment;
import dev.mainnet.model.deployment.Pricing;
import dev.mainnet.model.deployment.RateLimit;
import dev.mainnet.model.deployment.Source;
import dev.mainnet.model.deployment.Terms;
import dev.mainnet.model.deployment.Visibility;
import dev.mainnet.model.metering.Charge;
import dev.mainnet.model.metering.Measured;
import dev.mainnet.model.metering.Totals;
import dev.mainnet.model.signature.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;

class DeliveryTest {

    private final Delivery delivery = new Delivery(text(), 1_000);

    @Test
    void whatTheProviderReportsLastCounts() {
        delivery.take(piece("a", 1, null));
        delivery.take(piece("b", 0, "STOP"));
        delivery.take(usage(10, 40, 8));
        delivery.complete();
        assertThat(delivery.usage()).isEqualTo(new TextUsage(10, 8, 40, Measured.REPORTED));
        assertThat(delivery.finishReason()).isEqualTo("stop");
        // (2 fresh + 40 out) x 1 + 8 cached x 0.5
        assertThat(delivery.charge().costMicro()).isEqualTo(46);
    }

    @Test
    void aCutStreamThatReportsAllAlongIsReportedExactly() {
        delivery.take(piece("a", 3, null));
        delivery.take(piece("b", 5, null));
        assertThat(delivery.usage()).isEqualTo(new TextUsage(7, 0, 5, Measured.REPORTED));
    }

    @Test
    void piecesAfterTheLastReportAreCounted() {
        delivery.take(usage(10, 1, 0));
        delivery.take(piece("a", 0, null));
        delivery.take(piece("b", 0, null));
        delivery.take(piece("c", 0, null));
        assertThat(delivery.usage()).isEqualTo(new TextUsage(10, 0, 3, Measured.COUNTED));
    }

    @Test
    void fourCharactersAreATokenWhereNobodyReports() {
        delivery.take(piece("abcde", 0, null));
        assertThat(delivery.usage()).isEqualTo(new TextUsage(3, 0, 2, Measured.ESTIMATED));
    }

    @Test
    void nothingIsChargedBeforeAPieceOfTextUnlessTheTextIsComplete() {
        delivery.take(usage(10, 1, 0));
        assertThat(delivery.charge()).isEqualTo(Charge.NOTHING);
        delivery.complete();
        assertThat(delivery.charge().costMicro()).isEqualTo(11);
    }

    @Test
    void aReportThatCannotBeTrueIsNotPaidFor() {
        delivery.take(piece("a", 0, null));
        delivery.take(usage(2_000_000_000, 2_000_000_000, 2_000_000_000));
        delivery.complete();
        // Eleven letters and what a template may put around them; an answer of a hundred tokens was asked for.
        assertThat(delivery.usage()).isEqualTo(new TextUsage(11 + 64 + 256, 331, 100, Measured.REPORTED));
    }

    @Test
    void moreThanWasAskedForIsNotPaidForWhoeverCounts() {
        for (int i = 0; i < 150; i++) {
            delivery.take(piece("abcd", 0, null));
        }
        assertThat(delivery.usage()).isEqualTo(new TextUsage(3, 0, 100, Measured.ESTIMATED));
        delivery.take(usage(3, 1, 0));
        delivery.take(piece("abcd", 0, null));
        assertThat(delivery.usage()).isEqualTo(new TextUsage(3, 0, 100, Measured.COUNTED));
    }

    @Test
    void aReportFromBeforeTheTextDoesNotCoverIt() {
        delivery.take(usage(10, 1, 0));
        delivery.take(piece("a", 0, null));
        delivery.take(piece("b", 0, "stop"));
        delivery.complete();
        assertThat(delivery.usage()).isEqualTo(new TextUsage(10, 0, 2, Measured.COUNTED));
    }

    @Test
    void aProviderThatNeverStopsIsStopped() {
        String long500 = "x".repeat(500);
        delivery.take(piece(long500, 0, null));
        delivery.take(piece(long500, 0, null));
        assertThatThrownBy(() -> delivery.take(piece("x", 0, null))).isInstanceOf(ApiException.class);
    }

    private static ChatResponse usage(int input, int output, long cached) {
        return new ChatResponse(
                List.of(),
                ChatResponseMetadata.builder()
                        .usage(new DefaultUsage(input, output, input + output, null, cached, null))
                        .build());
    }

    private static Text text() {
        Terms terms = new Terms(
                new Source.Upstream(UUID.randomUUID(), "m"),
                null,
                Visibility.PUBLIC,
                List.of(),
                new Pricing(0, 0, 100, 50L, 100, 0, 0),
                RateLimit.NONE,
                new Branding("A model", null, null, null, null));
        Deployment deployment = new Deployment(
                UUID.randomUUID(), UUID.randomUUID(), "ada", "m-1", Kind.TEXT, terms, Instant.EPOCH, Instant.EPOCH);
        Identity caller = new Identity(
                UUID.randomUUID(), "bob", Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());
        @SuppressWarnings("NullAway") // nothing here takes a turn
        Call call = new Call(
                UUID.randomUUID(),
                caller,
                null,
                deployment,
                Optional.empty(),
                new Totals(0, 0),
                List.<TokenBound>of(),
                Optional.empty(),
                false);
        return new Text(call, TextRequest.of("ten letters", 100, null), 100);
    }
}
