package dev.mainnet.job.webhook;

import dev.mainnet.defaults.egress.Egress;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says to a webhook's owner why there was no answer; in words of our own, which tell nothing of our network. */
final class Misfortune {

    private static final int DEEPEST = 10;

    private Misfortune() {}

    static String of(Throwable failure) {
        if (Egress.isRefusal(failure)) {
            return "the address is not public";
        }
        if (isCausedBy(failure, UnknownHostException.class)) {
            return "the host has no address";
        }
        if (isCausedBy(failure, TimeoutException.class)) {
            return "there was no answer in time";
        }
        if (isCausedBy(failure, SSLException.class)) {
            return "no trusted TLS connection came about";
        }
        return isCausedBy(failure, ConnectException.class)
                ? "the connection was refused"
                : "the connection broke off, or the answer was no HTTP";
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(type::isInstance);
    }
}
