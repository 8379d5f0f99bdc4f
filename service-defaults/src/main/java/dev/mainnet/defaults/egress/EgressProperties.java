package dev.mainnet.defaults.egress;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator allows.
 *
 * @param allowPrivate whether addresses that users give may be private and spoken to without TLS; for development
 */
@ConfigurationProperties("mainnet.egress")
record EgressProperties(@DefaultValue("false") boolean allowPrivate) {}
