package dev.mainnet.model.provider;

import dev.mainnet.defaults.egress.Egress;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider as its owner writes it. */
record ProviderForm(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String baseUrl,
        @Nullable String region,
        @Nullable Secret apiKey,
        @Nullable Secret accessKeyId,
        @Nullable Secret secretAccessKey,
        @Nullable Secret sessionToken) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** Regions of AWS; part of a host's name, so nothing else may be written here. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,16}){1,3}-[0-9]{1,2}");
    /** What a header can carry. */
    private static final Pattern CREDENTIAL = Pattern.compile("[!-~]{1,8192}");

    ProviderTerms toTerms(Egress egress) {
        if (name == null) {
            throw ApiException.invalid("name", "is missing");
        }
        if (!NAME.matcher(name).matches() || ID.matcher(name).matches()) {
            throw ApiException.invalid(
                    "name", "must have 1 to 64 letters, digits, spaces, '.', '_' or '-' and not look like an id");
        }
        if (kind == null) {
            throw ApiException.invalid("kind", "is missing");
        }
        if (region != null && !REGION.matcher(region).matches()) {
            throw ApiException.invalid("region", "must be a region like us-east-1");
        }
        return new ProviderTerms(name, kind, url(egress), region, credentials());
    }

    /** Without the slash at its end, so that paths can follow. */
    private @Nullable URI url(Egress egress) {
        if (baseUrl == null) {
            return null;
        }
        URI url = egress.check("base_url", baseUrl.replaceAll("/+$", ""));
        if (url.getRawQuery() != null) {
            throw ApiException.invalid("base_url", "must have no query");
        }
        return url;
    }

    private Credentials credentials() {
        return new Credentials(
                checked("api_key", apiKey),
                checked("access_key_id", accessKeyId),
                checked("secret_access_key", secretAccessKey),
                checked("session_token", sessionToken));
    }

    private static @Nullable Secret checked(String field, @Nullable Secret secret) {
        if (secret != null && !CREDENTIAL.matcher(secret.text()).matches()) {
            throw ApiException.invalid(field, "must be printable ASCII without spaces");
        }
        return secret;
    }
}
