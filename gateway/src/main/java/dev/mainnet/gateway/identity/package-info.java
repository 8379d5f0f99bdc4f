/** Who calls: verifies what a client shows from local state alone and forwards it as a token that every service verifies again. */
package dev.mainnet.gateway.identity;
