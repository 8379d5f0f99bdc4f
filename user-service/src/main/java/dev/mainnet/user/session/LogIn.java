package dev.mainnet.user.session;

import dev.mainnet.defaults.secret.Secret;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Begins a session for whoever knows the password of an account. */
@Component
public final class LogIn {

    private final Authenticate authenticate;
    private final BeginSession beginSession;
    private final SessionLifetimes lifetimes;

    LogIn(Authenticate authenticate, BeginSession beginSession, SessionProperties properties) {
        this.authenticate = authenticate;
        this.beginSession = beginSession;
        this.lifetimes = properties.lifetimes();
    }

    /** The first pair of tokens of a new session of the native API, or the error of {@link Authenticate#authenticate}. */
    public Mono<TokenPair> logIn(String login, Secret password, Origin origin) {
        return logIn(login, password, origin, lifetimes);
    }

    /** As {@link #logIn(String, Secret, Origin)}, with the lifetimes of another API. */
    public Mono<TokenPair> logIn(String login, Secret password, Origin origin, SessionLifetimes longevity) {
        return authenticate
                .authenticate(login, password, origin)
                .flatMap(proof -> beginSession.begin(proof, origin, longevity));
    }
}
