/** How often a caller may call: by account, by address, by deployment, by key. */
package dev.mainnet.gateway.limit;
