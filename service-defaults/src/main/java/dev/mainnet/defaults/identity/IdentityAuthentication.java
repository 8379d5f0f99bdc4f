package dev.mainnet.defaults.identity;

import dev.mainnet.contracts.CreditLimitReset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;

/** A verified identity token as Spring Security carries it; its principal is the {@link Identity}. */
final class IdentityAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Identity identity;

    IdentityAuthentication(Identity identity) {
        super(AuthorityUtils.createAuthorityList(
                identity.scopes().stream().map(scope -> "SCOPE_" + scope).toList()));
        this.identity = identity;
        setAuthenticated(true);
    }

    static IdentityAuthentication of(Jwt token) {
        Optional<Identity.KeyGrant> key = Optional.ofNullable(token.getClaimAsString("key_id"))
                .map(keyId -> new Identity.KeyGrant(
                        UUID.fromString(keyId),
                        Optional.ofNullable(token.getClaimAsStringList("key_deployments"))
                                .map(ids -> ids.stream().map(UUID::fromString).toList()),
                        Optional.ofNullable(token.<Number>getClaim("key_credit_limit"))
                                .map(Number::longValue),
                        Optional.ofNullable(token.getClaimAsString("key_credit_reset"))
                                .map(reset -> CreditLimitReset.valueOf(reset.toUpperCase(Locale.ROOT))),
                        Optional.ofNullable(token.<Number>getClaim("key_tokens_per_minute"))
                                .map(Number::intValue)));
        return new IdentityAuthentication(new Identity(
                UUID.fromString(token.getSubject()),
                text(token.getClaimAsString("preferred_username")),
                texts(token.getClaimAsStringList("roles")),
                texts(token.getClaimAsStringList("permissions")),
                Set.of(text(token.getClaimAsString("scope")).split(" ")),
                Optional.ofNullable(token.getClaimAsString("sid")).map(UUID::fromString),
                key));
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Identity getPrincipal() {
        return identity;
    }

    private static Set<String> texts(@Nullable List<String> claim) {
        return claim == null ? Set.of() : Set.copyOf(claim);
    }

    private static String text(@Nullable String claim) {
        return claim == null ? "" : claim;
    }
}
