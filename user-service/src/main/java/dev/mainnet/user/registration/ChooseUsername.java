package dev.mainnet.user.registration;

import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.user.account.Accounts;
import dev.mainnet.user.account.Username;
import java.text.Normalizer;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds a username for somebody whose API knows none: like the name he gave, with something behind it where that is taken. */
@Component
final class ChooseUsername {

    private static final int LONGEST = 24;
    private static final int SHORTEST = 3;
    private static final int SUFFIX = 6;

    private final Accounts accounts;

    ChooseUsername(Accounts accounts) {
        this.accounts = accounts;
    }

    /** A username that is free now. */
    Mono<Username> like(String wish) {
        Username plain = plain(wish);
        return accounts.isTaken(plain).map(taken -> taken || plain.isReserved() ? withSuffix(plain) : plain);
    }

    /** A username like that with something behind it, for whoever finds the plain one taken. */
    static Username besides(String wish) {
        return withSuffix(plain(wish));
    }

    /** The letters, digits, _ and - of a name, letters without their accents. */
    static Username plain(String wish) {
        String letters = Normalizer.normalize(wish, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9_-]+", "-")
                .replaceAll("^-+|-+$", "");
        String name = letters.substring(0, Math.min(LONGEST, letters.length()));
        return new Username(name.length() < SHORTEST ? "user" + (name.isEmpty() ? "" : "-" + name) : name);
    }

    private static Username withSuffix(Username taken) {
        return new Username(taken.text() + Secret.random("-", SUFFIX).text().toLowerCase(Locale.ROOT));
    }
}
