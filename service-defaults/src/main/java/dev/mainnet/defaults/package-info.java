/**
 * What every service takes by depending on this module: error bodies, request ids, verified identities, idempotent answers, money
 * and page types, local views of topics, the object store, and settings ({@code service-defaults.yml}) that a service may override.
 */
package dev.mainnet.defaults;
