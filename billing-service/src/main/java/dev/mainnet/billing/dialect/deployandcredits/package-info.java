/**
 * The paths of document 2, deploy and credits. They call the same use cases as the native API; the gateway puts their errors into the
 * document's shape.
 */
package dev.mainnet.billing.dialect.deployandcredits;
