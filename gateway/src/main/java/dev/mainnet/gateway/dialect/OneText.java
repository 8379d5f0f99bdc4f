package dev.mainnet.gateway.dialect;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorBody;
import dev.mainnet.defaults.error.ErrorCode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An error in one text, for formats that have no place for details. */
final class OneText {

    private OneText() {}

    static String of(ErrorBody error) {
        return of(error, UnaryOperator.identity());
    }

    /** @param names how the format calls a field of the request */
    static String of(ErrorBody error, UnaryOperator<String> names) {
        List<ApiException.Detail> details = error.details();
        return details == null || details.isEmpty()
                ? error.message()
                : details.stream()
                        .map(detail -> isAboutFields(error)
                                ? names.apply(detail.field()) + " " + detail.message()
                                : detail.message())
                        .collect(Collectors.joining("; ", error.message() + ": ", ""));
    }

    /** The details of other errors name no field, but a kind: {@code credits}. */
    private static boolean isAboutFields(ErrorBody error) {
        return error.error().equals(ErrorCode.VALIDATION_ERROR.text());
    }
}
