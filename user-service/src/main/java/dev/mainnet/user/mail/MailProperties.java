package dev.mainnet.user.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The server that takes our mails, and how hard it is tried.
 *
 * @param host empty: mails wait in the queue until there is one
 * @param username empty: it asks for none
 * @param from the sender, like {@code Mainnet <no-reply@example.com>}
 * @param publicUrl the gateway's address, where links lead to
 * @param timeout until a connection stands, and until each answer
 * @param attempts after which a mail is given up
 * @param firstRetry the pause after the first failure; each next one is twice as long, an hour at most
 */
@Validated
@ConfigurationProperties("mainnet.mail")
record MailProperties(
        @DefaultValue("") String host,
        @DefaultValue("587") @Min(1) @Max(65_535) int port,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("auto") @NotNull Tls tls,

        @DefaultValue("Mainnet <no-reply@mainnet.local>") @NotBlank String from,

        @DefaultValue("http://localhost:4000") @NotBlank String publicUrl,
        @DefaultValue("10s") @NotNull Duration timeout,
        @DefaultValue("16") @Min(1) @Max(100) int attempts,
        @DefaultValue("5s") @NotNull Duration firstRetry) {

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** How the way to the server is kept secret. */
    enum Tls {
        /** STARTTLS where the server offers it, and always before a password is sent. */
        AUTO,
        NONE,
        STARTTLS,
        IMPLICIT
    }

    boolean hasServer() {
        return !host.isBlank();
    }

    boolean demandsStartTls() {
        return tls == Tls.STARTTLS || (tls == Tls.AUTO && !username.isEmpty());
    }

    /** The pause after so many failures. */
    Duration pauseAfter(int failures) {
        // Beyond 20 doublings every pause is the longest.
        Duration pause = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    @Override
    public String toString() {
        return "MailProperties[host=" + host + ", port=" + port + ", tls=" + tls + "]";
    }
}
