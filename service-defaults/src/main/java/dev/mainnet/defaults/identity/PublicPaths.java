package dev.mainnet.defaults.identity;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/** The paths of a service that need no identity. All others do. */
public record PublicPaths(List<ServerWebExchangeMatcher> matchers) {

    public static PublicPaths none() {
        return new PublicPaths(List.of());
    }

    /** Adds a path pattern for every method. */
    public PublicPaths any(String pattern) {
        return with(new PathPatternParserServerWebExchangeMatcher(pattern));
    }

    /** Adds a path pattern for one method; what may be got may also be asked for by HEAD. */
    public PublicPaths on(HttpMethod method, String pattern) {
        PublicPaths paths = with(new PathPatternParserServerWebExchangeMatcher(pattern, method));
        return HttpMethod.GET.equals(method)
                ? paths.with(new PathPatternParserServerWebExchangeMatcher(pattern, HttpMethod.HEAD))
                : paths;
    }

    private PublicPaths with(ServerWebExchangeMatcher matcher) {
        List<ServerWebExchangeMatcher> more = new ArrayList<>(matchers);
        more.add(matcher);
        return new PublicPaths(List.copyOf(more));
    }
}
