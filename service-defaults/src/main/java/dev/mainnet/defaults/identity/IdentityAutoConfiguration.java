package dev.mainnet.defaults.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import dev.mainnet.defaults.error.ApiErrorHandler;
import dev.mainnet.defaults.error.ApiException;
import dev.mainnet.defaults.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import reactor.core.publisher.Mono;

/** Verifies the gateway's identity token on every request; no service trusts a plain header. */
@AutoConfiguration
@EnableWebFluxSecurity
@EnableConfigurationProperties(IdentityProperties.class)
public class IdentityAutoConfiguration {

    private static final String ISSUER = "mainnet-gateway";
    private static final String AUDIENCE = "mainnet-services";
    private static final List<String> OPAQUE = List.of("Bearer mw_", "Bearer me_", "Bearer mr_");
    private static final JOSEObjectType TYPE = new JOSEObjectType("mainnet-identity+jwt");
    private static final JwtTimestampValidator TIME = new JwtTimestampValidator(Duration.ofSeconds(30));

    @Bean
    @ConditionalOnMissingBean
    PublicPaths publicPaths() {
        return PublicPaths.none();
    }

    @Bean
    @ConditionalOnMissingBean
    ScopeRules scopeRules() {
        return ScopeRules.none();
    }

    @Bean
    @ConditionalOnProperty(name = "mainnet.identity.verify", matchIfMissing = true)
    GatewayKeys gatewayKeys(IdentityProperties properties) {
        return new GatewayKeys(properties.jwks(), Clock.systemUTC());
    }

    @Bean
    @ConditionalOnProperty(name = "mainnet.identity.verify", matchIfMissing = true)
    ReactiveJwtDecoder identityTokenDecoder(GatewayKeys keys) {
        return new RememberedTokens(decoder(TYPE, keys), TIME);
    }

    @Bean
    @ConditionalOnProperty(name = "mainnet.identity.client-address")
    ClientAddressFilter clientAddressFilter(GatewayKeys keys) {
        return new ClientAddressFilter(decoder(ClientAddressFilter.TYPE, keys));
    }

    private static ReactiveJwtDecoder decoder(JOSEObjectType type, GatewayKeys keys) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(keys::forToken)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .jwtProcessorCustomizer(
                        processor -> processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(type)))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                TIME,
                new JwtIssuerValidator(ISSUER),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(AUDIENCE))));
        return decoder;
    }

    @Bean
    @ConditionalOnProperty(name = "mainnet.identity.verify", matchIfMissing = true)
    SecurityWebFilterChain identityChain(
            ServerHttpSecurity http, PublicPaths open, ScopeRules scopes, ApiErrorHandler errors) {
        return bare(http)
                .authorizeExchange(rules -> {
                    // Health and metrics answer on the management port only, which no client reaches.
                    rules.pathMatchers("/actuator/**").permitAll();
                    open.matchers().forEach(matcher -> rules.matchers(matcher).permitAll());
                    scopes.scopeByPattern()
                            .forEach((pattern, scope) ->
                                    rules.pathMatchers(pattern).hasAuthority("SCOPE_" + scope));
                    rules.anyExchange().authenticated();
                })
                .oauth2ResourceServer(server -> server.bearerTokenConverter(identityTokensOnly())
                        .authenticationEntryPoint(errors::handle)
                        .accessDeniedHandler(errors::handle)
                        .jwt(jwt -> jwt.jwtAuthenticationConverter(
                                token -> Mono.fromSupplier(() -> IdentityAuthentication.of(token)))))
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(errors::handle).accessDeniedHandler(errors::handle))
                .build();
    }

    /** The gateway verifies its callers itself, before it routes. */
    @Bean
    @ConditionalOnProperty(name = "mainnet.identity.verify", havingValue = "false")
    SecurityWebFilterChain openChain(ServerHttpSecurity http) {
        return bare(http)
                .authorizeExchange(rules -> rules.anyExchange().permitAll())
                .build();
    }

    /** What Spring Security's firewall finds malformed is answered in the documented shape. */
    @Bean
    ServerExchangeRejectedHandler malformedRequests(ApiErrorHandler errors) {
        return (exchange, rejection) ->
                errors.handle(exchange, new ApiException(ErrorCode.VALIDATION_ERROR, "Malformed request"));
    }

    private static ServerHttpSecurity bare(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
    }

    /** Worker tokens and refresh tokens are opaque and checked by the service that issued them, on paths that it declares public. */
    private static ServerAuthenticationConverter identityTokensOnly() {
        ServerBearerTokenAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
        return exchange -> {
            String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
            boolean opaque = header != null && OPAQUE.stream().anyMatch(header::startsWith);
            return opaque ? Mono.empty() : bearer.convert(exchange);
        };
    }
}
