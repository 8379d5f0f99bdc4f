package dev.mainnet.user.password;

import com.nulabinc.zxcvbn.Context;
import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.matchers.DictionaryMatcher;
import com.nulabinc.zxcvbn.matchers.L33tMatcher;
import com.nulabinc.zxcvbn.matchers.Match;
import dev.mainnet.defaults.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The 30,000 passwords of zxcvbn's list, also where letters are written as capitals or as digits and signs that look alike
 * ({@code P@ssw0rd}). The whole of a password must be one of them: a known word within a longer password does no harm.
 */
final class WellKnownPasswords {

    private final List<Function<CharSequence, List<Match>>> matchers;
    private final int longest;

    WellKnownPasswords() {
        Map<String, Integer> ranks = ranks();
        Map<String, Map<String, Integer>> dictionaries = Map.of(StandardDictionaries.PASSWORDS, ranks);
        Context context = new Context(Map.of(), Map.of());
        this.matchers = List.of(
                new DictionaryMatcher(context, dictionaries)::execute, new L33tMatcher(context, dictionaries)::execute);
        this.longest = ranks.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    boolean contains(Secret password) {
        int length = password.text().length();
        // What is longer than every known password is none; matching takes time that grows with the square of the
        // length.
        return length <= longest
                && matchers.stream()
                        .flatMap(matcher -> matcher.apply(password.text()).stream())
                        .anyMatch(match -> match.tokenLength() == length);
    }

    private static Map<String, Integer> ranks() {
        try {
            return StandardDictionaries.PASSWORDS_LOADER.load().getRankedDictionary();
        } catch (IOException e) {
            throw new UncheckedIOException("The list of well-known passwords cannot be read", e);
        }
    }
}
