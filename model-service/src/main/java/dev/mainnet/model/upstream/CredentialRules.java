package dev.mainnet.model.upstream;

import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.secret.Secret;
import dev.mainnet.model.provider.Credentials;
import dev.mainnet.model.provider.ProviderTerms;
import org.jspecify.annotations.Nullable;

/** What several kinds of providers ask of their terms. */
final class CredentialRules {

    private CredentialRules() {}

    /** Refuses what only AWS has. */
    static void onlyApiKey(ProviderTerms terms) {
        Credentials credentials = terms.credentials();
        refuse("region", terms.region(), terms);
        refuse("access_key_id", credentials.accessKeyId(), terms);
        refuse("secret_access_key", credentials.secretAccessKey(), terms);
        refuse("session_token", credentials.sessionToken(), terms);
    }

    static void needApiKey(ProviderTerms terms) {
        if (terms.credentials().apiKey() == null) {
            throw ApiException.invalid("api_key", "is missing");
        }
    }

    static String apiKey(ProviderTerms terms) {
        Secret key = terms.credentials().apiKey();
        return key == null ? "" : key.text();
    }

    private static void refuse(String field, @Nullable Object value, ProviderTerms terms) {
        if (value != null) {
            throw ApiException.invalid(field, "has no meaning for a provider of kind " + terms.kind());
        }
    }
}
