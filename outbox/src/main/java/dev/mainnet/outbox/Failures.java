package dev.mainnet.outbox;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures that an event will always bring from those that pass by themselves. */
final class Failures {

    private Failures() {}

    static boolean isOfTheEvent(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .noneMatch(Failures::passes);
    }

    private static boolean passes(Throwable cause) {
        return switch (cause) {
            case TransientDataAccessException e -> true;
            case DataAccessResourceFailureException e -> true;
            case NonTransientDataAccessResourceException e -> true;
            case TransactionException e -> true;
            case R2dbcTransientException e -> true;
            case R2dbcNonTransientResourceException e -> true;
            case IOException e -> true;
            case TimeoutException e -> true;
            case Error e -> true;
            default -> false;
        };
    }
}
